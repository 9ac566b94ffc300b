import { trpc } from "@evalboard/react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { type BoardNarrowing, notNarrowed } from "../address/board.ts";
import { withoutTag } from "../address/tags.ts";
import { Combobox } from "../kit/combobox.tsx";
import { describeError } from "../kit/errors.ts";
import { useChange } from "../kit/use-change.ts";
import { RemoveButton } from "../kit/text.tsx";
import { AddFilter } from "./add-filter.tsx";
import { type NarrowingPart, narrowingWords, useNarrowingOptions } from "./narrowing-options.ts";
import { touchClass } from "../kit/button.tsx";

const route = getRouteApi("/");

/** The chip whose value is being chosen, `new` where one is added. */
type Open = { readonly part: NarrowingPart | "new" } | null;

interface FilterBarProps {
  /** Whether the view is of what the address narrows the board to. */
  readonly canNarrow: boolean;
  /** Whether it was asked for by hand, to add a filter. */
  readonly isAsked: boolean;
  /** Keeps it where it is, though nothing is filtered any more. */
  readonly keep: () => void;
}

/** Which runs the board is of; it loads when it is first needed. */
export function FilterBar({ canNarrow, ...chips }: FilterBarProps): ReactNode {
  return canNarrow ? <FilterChips {...chips} /> : <NotNarrowedNote />;
}

/** A chip for each thing that the board is narrowed to, to be changed or taken away in its place, and a way to add one. */
function FilterChips({ isAsked, keep }: Omit<FilterBarProps, "canNarrow">): ReactNode {
  const search = route.useSearch();
  const change = useChange<BoardNarrowing>(route.useNavigate());
  const [open, setOpen] = useState<Open>(isAsked ? { part: "new" } : null);
  const parts = useNarrowingParts(search);
  const words = narrowingWords(parts);
  const bar = useRef<HTMLElement>(null);
  /** The keyboard goes on at what stands where the field was. */
  const close = (focus: string | null): void => {
    setOpen(null);
    if (focus !== null) focusSoon(bar, focus);
  };
  const take = (part: BoardNarrowing): void => {
    keep();
    change(part);
    close("[data-add]");
  };
  return (
    <section
      aria-label="Filter"
      ref={bar}
      className="flex min-h-8 items-center gap-2 max-sm:-my-1 max-sm:-ml-4 max-sm:overflow-x-auto max-sm:py-1 max-sm:pl-4 sm:flex-wrap"
    >
      {parts.map((part, index) =>
        open !== null && open.part !== "new" && keyOf(open.part) === keyOf(part) ? (
          <FilterField
            key={keyOf(part)}
            label={`Another ${part.kind.toLowerCase()} than ${part.name}`}
            of={part}
            search={search}
            take={take}
            close={(byKey) => close(byKey ? `[data-chip="${index}"]` : null)}
          />
        ) : (
          <FilterChip
            key={keyOf(part)}
            index={index}
            part={part}
            open={() => setOpen({ part })}
            remove={() => take(part.without)}
          />
        ),
      )}
      {open?.part === "new" ? (
        <FilterField
          label={words === null ? "Filter the board" : "Filter the board further"}
          search={search}
          take={take}
          close={(byKey) => close(byKey ? "[data-add]" : null)}
        />
      ) : (
        <AddFilter add={() => setOpen({ part: "new" })} />
      )}
      {words === null ? null : (
        <button
          type="button"
          onClick={() => take(notNarrowed)}
          className={`shrink-0 rounded-md px-1.5 py-1 text-sm text-muted underline underline-offset-2 hover:text-ink print:hidden ${touchClass}`}
        >
          Clear all
        </button>
      )}
      <output className="sr-only print:not-sr-only">
        {words === null
          ? "The board is of all runs."
          : `Filtered to runs with ${words}: every figure below is of these runs alone.`}
      </output>
    </section>
  );
}

const keyOf = ({ kind, name }: NarrowingPart) => `${kind} ${name}`;

interface FilterChipProps {
  readonly index: number;
  readonly part: NarrowingPart;
  readonly open: () => void;
  readonly remove: () => void;
}

/** One filter: a press on it changes its value, one on its cross takes it away, and so does the key Delete. */
function FilterChip({ index, part: { kind, name }, open, remove }: FilterChipProps): ReactNode {
  return (
    <span
      className={`inline-flex h-8 max-w-72 min-w-0 shrink-0 items-center rounded-full bg-accent-soft text-sm ${touchClass}`}
    >
      <button
        type="button"
        data-chip={index}
        title={`${kind} ${name}: press to change it`}
        onClick={open}
        onKeyDown={({ key }) => (key === "Delete" || key === "Backspace" ? remove() : undefined)}
        className={`h-8 truncate rounded-l-full pr-1 pl-3 hover:underline ${touchClass}`}
      >
        <span className="text-muted">{kind}</span> <span className="font-medium">{name}</span>
      </button>
      <RemoveButton
        label={`Remove the filter ${kind} ${name}`}
        remove={remove}
        className="size-8 print:hidden"
      />
    </span>
  );
}

interface FilterFieldProps {
  readonly label: string;
  /** The filter whose value is chosen anew; undefined where one is added. */
  readonly of?: NarrowingPart;
  readonly search: BoardNarrowing;
  readonly take: (change: BoardNarrowing) => void;
  /** `byKey` where it was left by Escape, and not for something else. */
  readonly close: (byKey: boolean) => void;
}

/** Offers what the board has: of one kind in the place of a chip, else of all. */
function FilterField({ label, of, search, take, close }: FilterFieldProps): ReactNode {
  const [text, setText] = useState("");
  const others = of === undefined ? search : { ...search, ...of.without };
  const { groups, isPending, error } = useNarrowingOptions(text, others);
  return (
    <div className="-my-0.5 w-72 max-w-[80vw] shrink-0 print:hidden">
      <Combobox
        label={label}
        placeholder={
          of === undefined ? "Label, tag, model, dataset or prompt" : `Another ${of.kind.toLowerCase()}…`
        }
        text={text}
        type={setText}
        groups={of === undefined ? groups : groups.filter(({ title }) => title === `${of.kind}s`)}
        isPending={isPending}
        emptyWords={error === null ? "Nothing is called that." : describeError(error).title}
        choose={(option) => take(option.change)}
        startsOpen
        leave={close}
      />
    </div>
  );
}

function focusSoon(bar: RefObject<HTMLElement | null>, selector: string): void {
  requestAnimationFrame(() => {
    const next = bar.current?.querySelector(selector) ?? bar.current?.querySelector("[data-add]");
    if (next instanceof HTMLElement) next.focus();
  });
}

/** What a view says that cannot be narrowed, where the board is. */
function NotNarrowedNote(): ReactNode {
  const words = narrowingWords(useNarrowingParts(route.useSearch()));
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
      <span className="flex items-center gap-2">
        <ListFilter className="size-4 shrink-0" aria-hidden />
        <span className="wrap-anywhere">
          This view is of all runs: it cannot be filtered. The overview is filtered to runs with {words}.
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
