import { NewResult, StartRun } from "@evalboard/contract";
import { batchResults, type RunResult } from "@evalboard/contract/batches";
import { z } from "zod";
import { type ImportedRun, ImportError, type SurveyedFile } from "./importer.ts";

/** Throws `ImportError` where the server would refuse a result: better before anything is sent. `where` is its place in the file. */
export function checkResult(result: NewResult, where: string): void {
  readShape(NewResult, result, where);
}

/** Counts and amounts as files have them. */
export const Count = z.int().min(0);
export const Amount = z.number().min(0);

/** Whether nobody has scored an answer: it has neither a score nor an error. */
export const isUnscored = ({ score, error }: NewResult): boolean =>
  score === null && (error ?? null) === null;

/** A result and its place in the file. */
export interface PlacedResult {
  readonly where: string;
  readonly result: NewResult;
}

/**
 * The results of a file of one run, checked and counted; `read` gives them, once more to be sent. `identity` is what the
 * tool tells results apart by, as a person says it. `again` gives them to be sent where only the whole file tells what
 * their scores are. Throws `ImportError`.
 */
export async function surveyResults(
  read: () => AsyncIterable<PlacedResult>,
  identity: string,
  again: () => AsyncIterable<PlacedResult> = read,
): Promise<Pick<SurveyedFile, "results"> & { readonly count: number; readonly unscored: number }> {
  const places = new Map<string, string>();
  let unscored = 0;
  for await (const { result, where } of read()) {
    checkResult(result, where);
    const key = JSON.stringify([result.itemKey, result.repeat]);
    const first = places.get(key);
    if (first) throw new ImportError(`${where}: has the ${identity} of ${first}`);
    places.set(key, where);
    if (isUnscored(result)) unscored += 1;
  }
  async function* results(): AsyncGenerator<RunResult> {
    for await (const { result } of again()) yield { run: 0, result };
  }
  return { count: places.size, unscored, results: () => batchResults(results()) };
}

const At = StartRun.shape.startedAt;

const Run = z.object({
  start: StartRun,
  results: z.int().min(1),
  end: z.discriminatedUnion("status", [
    z.object({ status: z.literal("completed"), at: At }),
    z.object({ status: z.literal("failed"), at: At, error: z.string().min(1) }),
  ]),
});
const Checked = z.object({ runs: z.array(Run).min(1) });

/** Throws `ImportError` where the server would refuse a run: better before anything of the file is sent. */
export function checkRuns(runs: readonly ImportedRun[]): void {
  readShape(Checked, { runs });
}

/**
 * `content` as `schema` has it. Throws `ImportError` with the place of the first fault and how many more there are;
 * `where` is the place of the content itself, such as `results.results[3]` or `line 4`.
 */
export function readShape<Schema extends z.ZodType>(
  schema: Schema,
  content: unknown,
  where = "",
): z.output<Schema> {
  const read = schema.safeParse(content);
  if (read.success) return read.data;
  const [first, ...others] = read.error.issues;
  const fault = first?.message
    .replace(/^Invalid input: /, "")
    .replace(", received undefined", ", is missing");
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  throw new ImportError(`${placeOf(where, z.core.toDotPath(first?.path ?? []))}: ${fault}${more}`);
}

/** What is wrong at a path of a file's content, such as `score`, which is at `where` itself. */
export function faultAt(where: string, path: string, fault: string): ImportError {
  return new ImportError(`${placeOf(where, path)}: ${fault}`);
}

function placeOf(where: string, path: string): string {
  if (where === "" || path === "") return where || path || "the whole file";
  if (/^(?:line|row) \d+$/.test(where)) return `${where}, ${path}`;
  return path.startsWith("[") ? where + path : `${where}.${path}`;
}
