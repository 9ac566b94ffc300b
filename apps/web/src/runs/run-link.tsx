import type { RunRow } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import { type ReactNode, useState } from "react";
import { DatasetLink, PromptLink } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { tagText, withTag } from "../address/tags.ts";
import { CellActions, cellActionClass, FiguresMark, LimitedBadge } from "../figures/run.tsx";
import { useRunsSearch } from "./search.ts";

interface RunLinkProps {
  readonly run: RunRow;
  /** The names of the tags that tell the listed runs apart: they come first. */
  readonly telling: ReadonlySet<string>;
}

/**
 * What the run evaluated, as a link that covers the row that it is in. The dataset and the prompt narrow the list, and
 * each leads to its own page.
 */
export function RunLink({ run, telling }: RunLinkProps): ReactNode {
  const { id, dataset, prompt } = run;
  return (
    <>
      <span className="group/cell flex items-start">
        <Link to="/runs/$runId" params={{ runId: id }} className="mr-0.5 block after:absolute after:inset-0">
          <span className="font-medium wrap-anywhere">{dataset.name}</span>
        </Link>
        <CellActions>
          <NarrowLink by={{ datasetId: dataset.id }} className={cellActionClass}>
            <ListFilter className="size-3.5" aria-hidden />
            <span className="sr-only">Only runs on {dataset.name}</span>
          </NarrowLink>
          <DatasetLink id={dataset.id} period="30d" className={cellActionClass}>
            <FiguresMark name={dataset.name} />
          </DatasetLink>
        </CellActions>
      </span>
      <span className="group/cell flex items-start">
        <NarrowLink
          by={{ promptVersionId: prompt.versionId }}
          className="mr-0.5 text-xs leading-5 wrap-anywhere text-muted hover:text-ink"
        >
          {prompt.name} v{prompt.version}
        </NarrowLink>
        <CellActions>
          <PromptLink id={prompt.id} period="30d" className={cellActionClass}>
            <FiguresMark name={prompt.name} />
          </PromptLink>
        </CellActions>
      </span>
      <LimitedBadge run={run} />
      <RunWords run={run} telling={telling} />
    </>
  );
}

const wordClass =
  "relative z-1 max-w-full truncate rounded-full bg-sunken px-2 text-xs leading-5 text-muted hover:text-ink";
/** The names of tags that the runs do not all have with one value. */
export function tellingTags(runs: readonly Pick<RunRow, "tags">[]): ReadonlySet<string> {
  const [first] = runs;
  const names = runs.flatMap(({ tags }) => Object.keys(tags));
  // Not by the name alone: a tag may be called `constructor`.
  const valueOf = (tags: RunRow["tags"] = {}, name: string) =>
    Object.hasOwn(tags, name) ? tags[name] : undefined;
  return new Set(
    names.filter((name) => runs.some(({ tags }) => valueOf(tags, name) !== valueOf(first?.tags, name))),
  );
}

/** What the team calls the run: its label and a few of its tags, which narrow the list, and the way to see the others. */
function RunWords({ run: { label, tags }, telling }: RunLinkProps): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const [{ tag: filtered }] = useRunsSearch();
  const ordered = Object.entries(tags).toSorted(
    ([a], [b]) => Number(telling.has(b)) - Number(telling.has(a)) || (a < b ? -1 : 1),
  );
  const texts = ordered.map(([name, value]) => tagText(name, value));
  if (label === null && texts.length === 0) return null;
  const few = label === null ? 2 : 1;
  const others = isWhole ? [] : texts.slice(few);
  return (
    <span className="mt-1 flex flex-wrap gap-1 md:max-xl:hidden">
      {label === null ? null : (
        <NarrowLink
          by={{ label }}
          className={`${wordClass} font-medium text-ink`}
          title={`Runs with the label ${label}`}
        >
          {label}
        </NarrowLink>
      )}
      {texts.slice(0, texts.length - others.length).map((text) => (
        <NarrowLink
          key={text}
          by={{ tag: withTag(filtered, text) }}
          className={wordClass}
          title={`Runs with ${text}`}
        >
          {text}
        </NarrowLink>
      ))}
      {others.length === 0 ? null : (
        <button
          type="button"
          title={others.join("\n")}
          onClick={() => setIsWhole(true)}
          className={wordClass}
        >
          +{others.length}
          <span className="sr-only"> tags more</span>
        </button>
      )}
    </span>
  );
}

interface NarrowLinkProps {
  readonly by: Pick<RunsSearch, "modelId" | "datasetId" | "promptVersionId" | "label" | "tag">;
  readonly children: ReactNode;
  readonly title?: string;
  readonly className?: string;
}

/** Narrows the run list further, from within a row that is covered by the link of its run. */
export function NarrowLink({ by, children, title, className = "" }: NarrowLinkProps): ReactNode {
  return (
    <Link
      from="/runs"
      to="/runs"
      search={(before) => ({ ...before, ...by })}
      title={title}
      className={`relative z-1 underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}
