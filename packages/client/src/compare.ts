import type { ComparedRecord, NewResult, StartRun } from "@evalboard/contract";
import type { RecordingClient, RunEnd } from "./recording-client.ts";
import { type RetryOptions, withRetries } from "./retries.ts";

type Counts = Pick<ComparedRecord, "same" | "late" | "added" | "different">;
type Differing = ComparedRecord["differing"][number];

/** A run as it is here set against what was read of it; of which results, `sent` counts. */
export interface Compared extends Omit<ComparedRecord, keyof Counts | "differing">, Counts {
  readonly sent: number;
  readonly differing: readonly Differing[];
}

/** A run that is compared on the server, part by part; nothing is changed there. */
export interface Comparison {
  add(results: readonly NewResult[]): Promise<void>;
  /** What all parts come to. */
  compared(): Promise<Compared>;
}

/** With none of its results yet. */
export function createComparison(
  { runs: { record } }: RecordingClient,
  start: StartRun,
  options: RetryOptions,
): Comparison {
  let compared: Compared | null = null;
  const compare = async (results: readonly NewResult[]) => {
    const sent = { start, results: [...results] };
    const part = await withRetries((call) => record.compare.mutate(sent, call), options);
    return (compared = addPart(compared, part, results.length));
  };
  return {
    async add(results) {
      await compare(results);
    },
    compared: async () => compared ?? compare([]),
  };
}

function addPart(before: Compared | null, part: ComparedRecord, sent: number): Compared {
  if (!before) return { ...part, sent };
  const differing = new Map(before.differing.map((one) => [one.field, one]));
  for (const one of part.differing) {
    const known = differing.get(one.field);
    differing.set(one.field, known ? { ...known, n: known.n + one.n } : one);
  }
  return {
    ...before,
    sent: before.sent + sent,
    same: before.same + part.same,
    late: before.late + part.late,
    added: before.added + part.added,
    different: before.different + part.different,
    differing: [...differing.values()],
  };
}

/** What differs, in words, the most telling first; none where the run is here as it was read, but for scores that it lacks. */
export function describeDifferences(compared: Compared, end: RunEnd): string[] {
  const { status, stored, sent, added, facts, differing } = compared;
  const found: string[] = [];
  if (status === "failed" && end.status === "completed")
    found.push("it broke off here, and is complete in the file");
  if (status === "completed" && end.status === "failed")
    found.push("it is complete here, and broke off in the file");
  if (status === "failed" && compared.late > 0)
    found.push(
      `${counted(compared.late, "score")} of the file ${compared.late === 1 ? "is" : "are"} of answers without one here`,
    );
  // Of a run that is being recorded some are still to come.
  const missing = stored - (sent - added);
  if (status !== "running" && stored !== sent) {
    found.push(`the run has ${counted(stored, "result")}, the file ${sent}`);
  }
  if (status !== "running" && added > 0 && missing > 0) {
    found.push(
      `${counted(added, "result")} of the file ${added === 1 ? "is" : "are"} of no item that is here`,
    );
  }
  return [...found, ...facts.map(describeFact), ...differing.map(describeField)];
}

function describeFact({ field, stored, sent }: ComparedRecord["facts"][number]): string {
  switch (field) {
    case "scoreMetric":
      return `the scores are of ${shown(stored)} here, of ${shown(sent)} in the file`;
    case "limited":
      return stored === true
        ? "it is limited here, and whole in the file"
        : "it is whole here, and limited in the file";
    case "startedAt":
      return `it started at ${stored} here, at ${sent} in the file`;
    case "passMark":
      return `the pass mark is ${shown(stored)} here, ${shown(sent)} in the file`;
    default:
      return `the ${field} is ${shown(stored)} here, ${shown(sent)} in the file`;
  }
}

/** What a field is called of one result, and of several. */
const nouns: Readonly<Record<string, readonly [one: string, several: string]>> = {
  passed: ["verdict", "verdicts"],
  expected: ["expected answer", "expected answers"],
  inputTokens: ["count of input tokens", "counts of input tokens"],
  outputTokens: ["count of output tokens", "counts of output tokens"],
  costUsd: ["cost", "costs"],
  latencyMs: ["latency", "latencies"],
  cached: ["mark of a cached answer", "marks of cached answers"],
  metrics: ["set of metrics", "sets of metrics"],
};

function describeField({ field, n, example }: Differing): string {
  const [one, several] = nouns[field] ?? [field, `${field}s`];
  const differ = n === 1 ? `1 ${one} differs` : `${n} ${several} differ`;
  const repeat = example.repeat === 1 ? "" : ` repeat ${example.repeat}`;
  const such = n === 1 ? "" : "such as ";
  const [here, there] = [example.stored, example.sent].map((value) => {
    if (field === "passed") return value === true ? "passed" : "failed";
    // As JSON already.
    return field === "metrics" && typeof value === "string" ? cut(value) : shown(value);
  });
  return `${differ} (${such}item ${shown(itemOf(example))}${repeat}, ${here} here, ${there} in the file)`;
}

/** A key that was made of a hash tells nobody anything. */
function itemOf({ itemKey, itemName }: Differing["example"]): string {
  return /^[0-9a-f]{32,}$/.test(itemKey) ? (itemName ?? itemKey) : itemKey;
}

const MAX_SHOWN = 60;
const cut = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);

function shown(value: string | number | boolean | null): string {
  if (value === null) return "none";
  if (typeof value !== "string") return String(value);
  return JSON.stringify(cut(value));
}

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
