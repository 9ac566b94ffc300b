import { z } from "zod";

const text = z.string().nullish();
const number = z.number().nullish();

/**
 * One result and the run that it belongs to, as a line of our own JSONL has it; a CSV has the same columns.
 * What may be left out has a default, or is said by the person who imports.
 */
export const PlainRow = z.strictObject({
  externalId: text,
  provider: text,
  model: text,
  dataset: text,
  prompt: text,
  promptText: text,
  source: text,
  sourceFile: text,
  commit: text,
  label: text,
  startedAt: text,
  completedAt: text,
  status: z.enum(["completed", "failed"], "must be completed or failed").nullish(),
  runError: text,
  itemKey: text,
  repeat: number,
  input: text,
  expected: text,
  output: text,
  score: number,
  reason: text,
  error: text,
  latencyMs: number,
  inputTokens: number,
  outputTokens: number,
  costUsd: number,
});
export type PlainRow = z.infer<typeof PlainRow>;

export type Column = keyof PlainRow;

/** Every column, in the order in which they are written. */
export const COLUMNS: readonly Column[] = PlainRow.keyof().options;

/** Those that hold numbers. */
export const NUMBER_COLUMNS: ReadonlySet<string> = new Set<Column>([
  "repeat",
  "score",
  "latencyMs",
  "inputTokens",
  "outputTokens",
  "costUsd",
]);
