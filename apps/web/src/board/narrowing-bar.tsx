import { trpc } from "@evalboard/react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { type BoardNarrowing, notNarrowed } from "../address/board.ts";
import { withoutTag } from "../address/tags.ts";
import { Combobox } from "../kit/combobox.tsx";
import { describeError } from "../kit/errors.ts";
import { Chip } from "../kit/text.tsx";
import { useChange } from "../kit/use-change.ts";
import { type NarrowingPart, narrowingWords, useNarrowingOptions } from "./narrowing-options.ts";

const route = getRouteApi("/");

type NarrowingBarProps = NarrowingFieldsProps & {
  /** Whether the view is of what the address narrows the board to. */
  readonly canNarrow: boolean;
};

/** Which runs the board is of; it loads when it is first needed. */
export function NarrowingBar({ canNarrow, ...fields }: NarrowingBarProps): ReactNode {
  return canNarrow ? <NarrowingFields {...fields} /> : <NotNarrowedNote />;
}

interface NarrowingFieldsProps {
  /** Somebody has asked for it, not the address alone: it stays when nothing is narrowed any more. */
  readonly isAsked: boolean;
  readonly ask: (isAsked: boolean) => void;
}

/** What the board is narrowed to, and a field to narrow it further. */
function NarrowingFields({ isAsked, ask }: NarrowingFieldsProps): ReactNode {
  const search = route.useSearch();
  const change = useChange<BoardNarrowing>(route.useNavigate());
  const [text, setText] = useState("");
  const { groups, isPending, error } = useNarrowingOptions(text, search);
  const parts = useNarrowingParts(search);
  const words = narrowingWords(parts);
  const bar = useRef<HTMLElement>(null);
  const remove = (part: BoardNarrowing): void => {
    ask(true);
    change(part);
    // What was pressed goes with what it takes away: the keyboard goes on in the field.
    focusField(bar);
  };
  useEffect(() => {
    if (isAsked) focusField(bar);
  }, [isAsked]);
  return (
    <section aria-label="Narrow the board" ref={bar} className="flex flex-wrap items-center gap-2">
      {parts.map(({ kind, name, without }) => (
        <Chip key={`${kind} ${name}`} kind={kind} name={name} remove={() => remove(without)} />
      ))}
      <div className="w-72 max-w-full print:hidden">
        <Combobox
          label={words === null ? "Narrow the board" : "Narrow the board further"}
          placeholder={words === null ? "Label, tag, model, dataset or prompt" : "Narrow further…"}
          text={text}
          type={setText}
          groups={groups}
          isPending={isPending}
          emptyWords={error === null ? "Nothing is called that." : describeError(error).title}
          choose={(option) => change(option.change)}
        />
      </div>
      <button
        type="button"
        onClick={() => (words === null ? ask(false) : remove(notNarrowed))}
        className="rounded-md px-1.5 py-1 text-sm text-muted underline underline-offset-2 hover:text-ink print:hidden"
      >
        {words === null ? "Close" : "Clear all"}
      </button>
      <output className="w-full text-sm text-pretty wrap-anywhere text-muted">
        {words === null
          ? "The board is of all runs."
          : `Narrowed to runs with ${words}: every figure below is of these runs alone.`}
      </output>
    </section>
  );
}

function focusField(bar: RefObject<HTMLElement | null>): void {
  bar.current?.querySelector("input")?.focus();
}

/** What a view says that cannot be narrowed, where the board is. */
function NotNarrowedNote(): ReactNode {
  const words = narrowingWords(useNarrowingParts(route.useSearch()));
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
      <span className="flex items-center gap-2">
        <ListFilter className="size-4 shrink-0" aria-hidden />
        <span className="wrap-anywhere">
          This view is of all runs: it cannot be narrowed. The overview is narrowed to runs with {words}.
        </span>
      </span>
      <Link
        to="/"
        search={(before) => ({ ...before, tab: undefined })}
        className="font-medium underline underline-offset-2"
      >
        Go to the overview
      </Link>
    </p>
  );
}

/** What the address narrows the board to, by name. An id's name is what any run that has it knows. */
function useNarrowingParts({ label, tag = [], model, dataset, prompt }: BoardNarrowing): NarrowingPart[] {
  const ofModel = useRun({ modelId: model });
  const ofDataset = useRun({ datasetId: dataset });
  const ofPrompt = useRun({ promptId: prompt });
  const parts: NarrowingPart[] = [];
  const add = (kind: NarrowingPart["kind"], name: string | undefined, without: BoardNarrowing): void => {
    parts.push({ kind, name: name ?? "chosen", without });
  };
  if (label !== undefined) add("Label", label, { label: undefined });
  for (const text of tag) add("Tag", text, { tag: withoutTag(tag, text) });
  if (model !== undefined) add("Model", ofModel?.model.name, { model: undefined });
  if (dataset !== undefined) add("Dataset", ofDataset?.dataset.name, { dataset: undefined });
  if (prompt !== undefined) add("Prompt", ofPrompt?.prompt.name, { prompt: undefined });
  return parts;
}

interface SubjectId {
  readonly modelId?: string | undefined;
  readonly datasetId?: string | undefined;
  readonly promptId?: string | undefined;
}

/** Any run of the subject; undefined without one, or until it has come. */
function useRun(subject: SubjectId) {
  const isGiven = Object.values(subject).some((id) => id !== undefined);
  return trpc.runs.list.useQuery({ ...subject, limit: 1 }, { enabled: isGiven }).data?.runs[0];
}
