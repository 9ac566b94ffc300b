/** What a column of a file can be, as `--map` calls it, and what a person sees of it. Without zod: the page's lists read it too. */
export const mapFields = [
  { field: "item", label: "Item", about: "what the item is called, the same from run to run" },
  { field: "input", label: "Input", about: "what was asked" },
  { field: "output", label: "Output", about: "what was answered" },
  { field: "expected", label: "Expected", about: "what should have been answered" },
  { field: "score", label: "Score", about: "the figure that ranks" },
  { field: "passed", label: "Passed", about: "the verdict: true or false, pass or fail" },
  { field: "reason", label: "Reason", about: "the grader's words" },
  { field: "error", label: "Error", about: "why the call broke" },
  { field: "latency", label: "Latency", about: "how long the answer took" },
  { field: "cost", label: "Cost", about: "what the answer costs, US dollars" },
  { field: "inputTokens", label: "Input tokens", about: "tokens of the question" },
  { field: "outputTokens", label: "Output tokens", about: "tokens of the answer" },
  { field: "repeat", label: "Repeat", about: "which asking of the same item it is: 1, 2, 3 …" },
  { field: "model", label: "Model", about: "which model answered" },
  { field: "provider", label: "Provider", about: "who serves the model" },
  { field: "dataset", label: "Dataset", about: "which set of items it is of" },
  { field: "prompt", label: "Prompt", about: "what the prompt is called" },
  {
    field: "promptText",
    label: "Prompt text",
    about: "the prompt's template: another text is another version",
  },
  { field: "time", label: "Time", about: "when it was answered, with a time zone" },
  { field: "run", label: "Run", about: "which run it is of" },
] as const;

export type MapField = (typeof mapFields)[number]["field"];

/** Those of a whole run: where such a column's value changes, another run begins. */
export const runFields = [
  "model",
  "provider",
  "dataset",
  "prompt",
  "promptText",
  "run",
] as const satisfies readonly MapField[];

/** What begins the name of a field that is one metric of a result, or one tag of a run. */
export const METRIC = "metric:";
export const TAG = "tag:";

/** Units that latencies can be in, and how many milliseconds each is. */
export const latencyUnits = { us: 0.001, ms: 1, s: 1_000, min: 60_000 } as const;
export type LatencyUnit = keyof typeof latencyUnits;

/**
 * What stands for the `*` of a map's column in the name of a file's column; nothing of one without a `*` that is that name. Null
 * where the name is not meant.
 */
export function starIn(column: string, name: string): string | null {
  const [before = "", after] = column.split("*");
  if (after === undefined) return name === column ? "" : null;
  const isMeant =
    name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
  return isMeant ? name.slice(before.length, name.length - after.length) : null;
}

/** Whether one column is the other, or a part of it. */
export function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
