import { formatCounted } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo, useRef } from "react";
import { Button } from "../kit/button.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { useDroppedFiles } from "../kit/drop-zone.tsx";
import { Count } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import type { UnknownFile } from "./map-state.ts";
import { type FileState, type FoundRun, runsIn, type Sent, type Settled, type Survey } from "./state.ts";

/** Opens the browser's choice of files; those chosen count as dropped. */
export function FileButton({ children }: { readonly children: ReactNode }): ReactNode {
  const { drop } = useDroppedFiles();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{children}</Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])];
          // The same file may be chosen again.
          target.value = "";
          if (chosen.length > 0) drop(chosen);
        }}
      />
    </>
  );
}

/** Says what is to become of a run of the file that is there and holds something else; null while that cannot be said. */
type Settle = ((settled: Omit<Settled, "file">) => void) | null;

interface FileCardProps {
  readonly file: FileState;
  readonly settle: Settle;
}

/** One file: what is in it, or why it cannot be used. */
export function FileCard({ file, settle }: FileCardProps): ReactNode {
  const { name, sent } = file;
  const survey = file.survey?.kind === "unknown" ? whenSent(file.survey) : file.survey;
  if (survey === null) {
    return (
      <Card title={name}>
        <Skeleton className="h-16" />
      </Card>
    );
  }
  if (survey.kind !== "found") {
    return (
      <Card title={name}>
        <p className={`text-sm wrap-anywhere ${survey.kind === "error" ? "text-bad" : "text-muted"}`}>
          {survey.kind === "error" ? "Cannot be imported: " : ""}
          {survey.text}
        </p>
      </Card>
    );
  }
  const { format, runs, warnings } = survey;
  return (
    <Card
      title={name}
      aside={
        <span className="text-sm text-muted">
          {format} · {formatCounted(runs.length, "run")}
        </span>
      }
      flush
    >
      {warnings.length === 0 ? null : (
        <ul className="mx-5 mb-3 list-inside list-disc rounded-lg bg-warn-soft px-3 py-2 text-sm wrap-anywhere text-warn">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <FoundRuns runs={runs} sent={sent} settle={settle} />
    </Card>
  );
}

/** A file that was read by a map, as one of a known tool. */
function whenSent(file: UnknownFile): Exclude<Survey, UnknownFile> {
  const runs = runsIn(file);
  if (runs.length === 0)
    return { kind: "note", text: "Not imported: what its columns are was not said to the end." };
  const warnings = file.reading.kind === "read" ? file.reading.warnings : [];
  return { kind: "found", format: "mapped", runs, warnings };
}

/** More rows than this nobody reads before saying yes. */
const MOST_ROWS = 100;

interface Row {
  readonly run: FoundRun;
  readonly index: number;
  readonly sent: Sent | undefined;
  readonly settle: Settle;
}

const columns: readonly Column<Row>[] = [
  {
    heading: "Dataset",
    wide: true,
    bare: true,
    cell: ({ run: { dataset, prompt } }) => (
      <>
        <span className="block font-medium wrap-anywhere">{dataset}</span>
        <span className="block text-xs wrap-anywhere text-muted">{prompt}</span>
      </>
    ),
  },
  {
    heading: "Model",
    wide: true,
    bare: true,
    cell: ({ run: { model } }) => <span className="wrap-anywhere">{model}</span>,
  },
  {
    heading: "Run",
    wide: true,
    cell: ({ run: { externalId } }) => <span className="wrap-anywhere text-muted">{externalId}</span>,
  },
  {
    heading: "Items",
    align: "right",
    width: "w-[10%]",
    cell: ({ run: { results } }) => <Count value={results} />,
  },
  {
    heading: "State",
    wide: true,
    width: "w-[26%]",
    cell: (row) => <SentNote row={row} />,
  },
];

interface FoundRunsProps {
  readonly runs: readonly FoundRun[];
  readonly sent: ReadonlyMap<number, Sent>;
  readonly settle: Settle;
}

/** The runs of a file, and what became of each. */
function FoundRuns({ runs, sent, settle }: FoundRunsProps): ReactNode {
  const rows = useMemo(
    () => runs.slice(0, MOST_ROWS).map((run, index): Row => ({ run, index, sent: sent.get(index), settle })),
    [runs, sent, settle],
  );
  return (
    <>
      <DataTable label="Runs in the file" columns={columns} rows={rows} keyOf={({ run }) => run.externalId} />
      {runs.length > MOST_ROWS ? (
        <p className="border-t border-line px-5 py-3 text-sm text-muted">
          and {formatCounted(runs.length - MOST_ROWS, "run")} more
        </p>
      ) : null}
    </>
  );
}

const sentWords = {
  recorded: "Imported",
  replaced: "Replaced",
  "already there": "Was there already",
} as const;

/** What became of a run that was sent, and the way to it. */
function SentNote({ row }: { readonly row: Row }): ReactNode {
  const { run, sent } = row;
  if (sent === undefined) {
    return <span className="text-muted">{run.hasFailed ? "Broke off" : "Complete"}</span>;
  }
  if (sent.status === "refused") return <span className="wrap-anywhere text-bad">Refused: {sent.error}</span>;
  if (sent.status === "differs") return <DifferingNote row={row} differing={sent} />;
  const taken = [
    sent.described ? "the label or tags" : "",
    sent.scored > 0 ? formatCounted(sent.scored, "score") : "",
  ].filter((what) => what !== "");
  return (
    <>
      <Link
        to="/runs/$runId"
        params={{ runId: sent.runId }}
        className="text-accent underline underline-offset-2"
      >
        {sentWords[sent.status]}
      </Link>
      {taken.length === 0 ? null : <span className="text-muted">, took {taken.join(" and ")}</span>}
    </>
  );
}

interface DifferingNoteProps {
  readonly row: Row;
  readonly differing: Extract<Sent, { status: "differs" }>;
}

const REPLACING = "Replace the run that is there? What it holds now is kept as an earlier state of it.";

/** What a run that is there holds otherwise, and what can become of it. */
function DifferingNote({ row: { index, settle }, differing }: DifferingNoteProps): ReactNode {
  return (
    <div className="flex flex-col items-start gap-2">
      <span className="wrap-anywhere">
        <Link
          to="/runs/$runId"
          params={{ runId: differing.runId }}
          className="text-bad underline underline-offset-2"
        >
          Differs
        </Link>
        : {differing.differences.join("; ")}
      </span>
      {settle === null ? null : (
        <span className="flex flex-wrap gap-2">
          <Button
            onClick={() => {
              if (window.confirm(REPLACING)) settle({ run: index, onDifference: "replace" });
            }}
          >
            Replace
          </Button>
          <Button onClick={() => settle({ run: index, onDifference: "as new" })}>Import as new</Button>
        </span>
      )}
    </div>
  );
}
