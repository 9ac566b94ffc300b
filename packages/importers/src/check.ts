import { NewResult, StartRun } from "@evalboard/contract";
import { z } from "zod";
import { type ImportedRun, ImportError } from "./importer.ts";

/** Throws `ImportError` where the server would refuse a result: better before anything is sent. `where` is its place in the file. */
export function checkResult(result: NewResult, where: string): void {
  readShape(NewResult, result, where);
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

function placeOf(where: string, path: string): string {
  if (where === "" || path === "") return where || path || "the whole file";
  if (/^(?:line|row) \d+$/.test(where)) return `${where}, ${path}`;
  return path.startsWith("[") ? where + path : `${where}.${path}`;
}
