import type { BoardFilter } from "@evalboard/contract";
import { createContext, type ReactNode, use } from "react";
import type * as links from "../address/links.tsx";
import { stringifySearch } from "../address/params.ts";
import { runsSearchOf } from "../address/board.ts";
import { compareSearch } from "../address/compare.ts";

// What `address/links.tsx` exports, for a file that has no server: the build of the report takes this in its place. A link
// leads to the live board where its readers can reach one, and is a plain text elsewhere.

/** Where the live board is; null where there is none to go to. */
export const LiveBoard = createContext<string | null>(null);

export const RunsWithin = createContext<BoardFilter>({});

type Links = typeof links;
type PropsOf<Name extends Exclude<keyof Links, "RunsWithin" | "useBucketRuns">> = Parameters<Links[Name]>[0];

export function CompareLink({ baseline, candidate, children, className }: PropsOf<"CompareLink">): ReactNode {
  const within = use(RunsWithin);
  const narrowed = (group: typeof baseline) => group && { ...within, ...group };
  const search = compareSearch(narrowed(baseline), narrowed(candidate));
  return <LiveLink to="/compare" search={search} className={className} text={children} />;
}

export function RunsLink({ search, window, title, children, className }: PropsOf<"RunsLink">): ReactNode {
  const completed = window && { status: "completed", completedFrom: window.from, completedTo: window.to };
  const all = { ...runsSearchOf(use(RunsWithin)), ...search, ...completed };
  return <LiveLink to="/runs" search={all} title={title} className={className} text={children} />;
}

export function ItemLink({ datasetId, itemKey, children, className }: PropsOf<"ItemLink">): ReactNode {
  const to = `/datasets/${datasetId}/items/${encodeURIComponent(itemKey)}`;
  return <LiveLink to={to} className={className} text={children} />;
}

export function DatasetLink({ id, period, children, className }: PropsOf<"DatasetLink">): ReactNode {
  return <LiveLink to={`/datasets/${id}`} search={{ period }} className={className} text={children} />;
}

export function ModelLink({ id, period, children, className }: PropsOf<"ModelLink">): ReactNode {
  return <LiveLink to={`/models/${id}`} search={{ period }} className={className} text={children} />;
}

export function PromptLink({ id, period, children, className }: PropsOf<"PromptLink">): ReactNode {
  return <LiveLink to={`/prompts/${id}`} search={{ period }} className={className} text={children} />;
}

/** A bar of a chart leads nowhere from a copy. */
export function useBucketRuns(): () => void {
  return stay;
}

const stay = () => {};

interface LiveLinkProps {
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  readonly text: ReactNode;
}

const NOTHING = {};

function LiveLink({ to, search = NOTHING, title, className = "", text }: LiveLinkProps): ReactNode {
  const live = use(LiveBoard);
  if (live !== null) {
    const href = new URL(`${to}${stringifySearch(search)}`, live).href;
    return (
      <a
        href={href}
        target="_blank"
        rel="noreferrer"
        title={title}
        className={`underline-offset-2 hover:underline ${className}`}
      >
        {text}
      </a>
    );
  }
  // What is only the name of a link says nothing where it leads nowhere.
  if (className.includes("text-accent")) return null;
  return (
    <span title={title} className={className.replace(/\S*underline\S*/g, "")}>
      {text}
    </span>
  );
}
