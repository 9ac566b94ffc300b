import type { ImportedRun } from "@evalboard/importers";
import { counted } from "../output.ts";

/** What went in, for people: a line per file that was sent, and one per run that is on the server. */
export function describeReports(reports: readonly FileReport[]): string[] {
  const files = reports
    .filter(({ runs }) => runs.length > 0)
    .flatMap((report) => [describeFile(report)].concat(describeRuns(report.runs)));
  return reports.length > 1 ? [...files, ...describeTable(reports)] : files;
}

/** A line per file with how many of its runs ended how, and one for all; a file that cannot be read is one failure. */
function describeTable(reports: readonly FileReport[]): string[] {
  const counts = reports.map(({ runs, error }) => ({ ...countRuns(runs), faults: error === null ? 0 : 1 }));
  type Counts = (typeof counts)[number];
  const all: readonly { heading: string; of: (counts: Counts) => number; always?: true }[] = [
    { heading: "imported", of: ({ imported }) => imported, always: true },
    { heading: "replaced", of: ({ replaced }) => replaced },
    { heading: "already there", of: ({ alreadyThere }) => alreadyThere, always: true },
    { heading: "differs", of: ({ differing }) => differing },
    { heading: "failed", of: ({ failed, faults }) => failed + faults, always: true },
  ];
  const shown = all.filter(({ of, always }) => always ?? counts.some((file) => of(file) > 0));
  const rows = [
    ["file", ...shown.map(({ heading }) => heading)],
    ...reports.map(({ file }, index) => [
      file,
      ...counts.slice(index, index + 1).flatMap((of) => shown.map((column) => `${column.of(of)}`)),
    ]),
    [
      `all ${reports.length} files`,
      ...shown.map(({ of }) => `${counts.reduce((sum, file) => sum + of(file), 0)}`),
    ],
  ];
  return alignRows(rows, (cell, width, column) => (column === 0 ? cell.padEnd(width) : cell.padStart(width)));
}

type Pad = (cell: string, width: number, column: number) => string;

function alignRows(rows: readonly (readonly string[])[], pad: Pad): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join("  "));
}

/** What did not go in, and what to know about the rest: a line each, naming the file. */
export function describeFaults(reports: readonly FileReport[]): string[] {
  return reports.flatMap(({ file, error, advice = [], warnings, runs }) => [
    ...warnings.map((warning) => `${file}: note: ${warning}`),
    ...runs
      .filter((run) => run.error !== null)
      .map((run) => `${file}: ${modelOf(run)}, ${run.prompt}: ${run.error}`),
    ...runs
      .filter(({ status }) => status === "differs")
      .map((run) => `${file}: ${modelOf(run)}, ${run.prompt}: differs: ${describeDifferences(run)}`),
    ...(error === null ? [] : [`${file}: ${error}`]),
    ...advice,
  ]);
}

const describeDifferences = ({ differences }: RunReport) =>
  `${differences.join("; ")}; nothing was changed: say --replace or --as-new`;

/** How many runs ended how, and what those that were there already have taken. */
export function countRuns(runs: readonly RunReport[]) {
  const count = (status: RunReport["status"]) => runs.filter((run) => run.status === status).length;
  return {
    imported: count("imported"),
    replaced: count("replaced"),
    alreadyThere: count("already there"),
    differing: count("differs"),
    failed: count("failed"),
    described: runs.filter(({ described }) => described).length,
    scored: runs.reduce((sum, { scored }) => sum + scored, 0),
  };
}

function describeFile({ file, format, runs }: FileReport): string {
  const { imported, replaced, alreadyThere, differing, failed, described, scored } = countRuns(runs);
  const resultsOf = (status: RunReport["status"]) =>
    runs.filter((run) => run.status === status).reduce((sum, run) => sum + run.results, 0);
  const parts = [
    imported > 0 && `${counted(imported, "run")} imported (${counted(resultsOf("imported"), "result")})`,
    replaced > 0 && `${counted(replaced, "run")} replaced (${counted(resultsOf("replaced"), "result")})`,
    alreadyThere > 0 && `${alreadyThere} already there`,
    described > 0 && `${described} took the label or tags`,
    scored > 0 && `${counted(scored, "result")} took a score`,
    differing > 0 && `${differing} ${differing === 1 ? "differs" : "differ"}`,
    failed > 0 && `${failed} failed`,
  ];
  return `${file}, ${format}: ${parts.filter((part) => part !== false).join(", ")}`;
}

function describeRuns(runs: readonly RunReport[]): string[] {
  const rows = runs
    .filter(({ url }) => url !== null)
    .map((run) => [
      run.status,
      modelOf(run),
      run.dataset,
      run.prompt,
      counted(run.results, "result"),
      `${run.url}`,
    ]);
  return alignRows(rows, (cell, width, column) => `${column === 0 ? "  " : ""}${cell.padEnd(width)}`);
}

const modelOf = ({ model }: RunReport) => `${model.provider}/${model.name}`;

/** What became of one run; what `--json` prints of it. */
export interface RunReport {
  readonly status: "imported" | "replaced" | "already there" | "differs" | "failed";
  /** As the run is called there: of one that went in as new another than the file says. */
  readonly externalId: string;
  readonly model: ImportedRun["start"]["model"];
  readonly dataset: string;
  readonly prompt: string;
  readonly results: number;
  /** How many of them nobody has scored. */
  readonly unscored: number;
  /** As they were sent; null and none leave those of a run that was there already as they were. */
  readonly label: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether a run that was there already has taken the label or the tags. */
  readonly described: boolean;
  /** How many of its results were there without a score, and have taken one. */
  readonly scored: number;
  /** Of a run that is there and holds something else: what differs. */
  readonly differences: readonly string[];
  /** Null where the run failed. */
  readonly runId: string | null;
  /** The run's page; null where the run failed. */
  readonly url: string | null;
  readonly error: string | null;
}

/** What became of one file; what `--json` prints of it. */
export interface FileReport {
  /** As the caller gave it. */
  readonly file: string;
  /** The tool that wrote it; null where the file could not be read. */
  readonly format: string | null;
  readonly runs: readonly RunReport[];
  readonly warnings: readonly string[];
  /** Why none of the file went in; null where each run says for itself. */
  readonly error: string | null;
  /** What would let it in, a line each. */
  readonly advice?: readonly string[];
  /** Whether the server was lost: the same import may do better later. */
  readonly serverAway: boolean;
}

/** Whether all of a file is on the server. */
export function isIn({ error, runs }: FileReport): boolean {
  return error === null && runs.every(({ status }) => status !== "failed" && status !== "differs");
}
