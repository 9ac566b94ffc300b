interface KnownFormat {
  /** What `--format` calls it. */
  readonly format: string;
  /** Who writes it, as a person says it. */
  readonly tool: string;
  /** What to ask the tool for, as a person reads it. */
  readonly asks: string;
  /** How the names of its files end: what is looked at in a folder. */
  readonly endings: readonly string[];
}

/**
 * Every format that can be imported, in the order in which a file is tried; the first that recognises it gets it. Without
 * the code that reads them, for help and pages. A format more is an entry here, its importer in `survey-file.ts`, the
 * importer's folder with its fixtures and tests, and its part of docs/importing.md.
 */
export const knownFormats = [
  {
    format: "promptfoo",
    tool: "promptfoo",
    asks: "`promptfoo eval -o results.json`",
    endings: ["json"],
  },
  {
    format: "promptfoo-jsonl",
    tool: "promptfoo",
    asks: "`promptfoo eval -o results.jsonl`",
    endings: ["jsonl", "ndjson"],
  },
  { format: "inspect", tool: "Inspect", asks: "Inspect AI's `.eval` log", endings: ["eval"] },
  { format: "inspect-json", tool: "Inspect", asks: "`inspect log dump`", endings: ["json"] },
  {
    // Before lm-eval, whose results files have the same names.
    format: "lighteval",
    tool: "lighteval",
    asks: "`lighteval … --save-details`",
    endings: ["parquet", "json"],
  },
  {
    format: "lm-eval",
    tool: "lm-evaluation-harness",
    asks: "`lm_eval --output_path … --log_samples`",
    endings: ["json", "jsonl"],
  },
  {
    format: "evalite",
    tool: "evalite",
    asks: "`evalite run --outputPath results.json`",
    endings: ["json"],
  },
  {
    format: "deepeval",
    tool: "DeepEval",
    asks: "DeepEval's `.deepeval/.latest_test_run.json`",
    endings: ["json"],
  },
  {
    format: "openai-evals",
    tool: "OpenAI Evals",
    asks: "`oaieval`'s log",
    endings: ["jsonl"],
  },
  {
    format: "helm",
    tool: "HELM",
    asks: "`helm-run`, as a run's folder with `scenario_state.json`",
    endings: ["json"],
  },
  {
    format: "jsonl",
    tool: "EvalBoard",
    asks: "`evalboard export --format jsonl`",
    endings: ["jsonl", "ndjson"],
  },
  { format: "csv", tool: "EvalBoard", asks: "`evalboard export --format csv`", endings: ["csv"] },
  {
    format: "mapped",
    tool: "EvalBoard",
    asks: "any harness as JSON, JSON Lines or CSV, with `--map`",
    endings: ["json", "jsonl", "ndjson", "csv", "tsv"],
  },
] as const satisfies readonly KnownFormat[];

export type Format = (typeof knownFormats)[number]["format"];

/** The tools of others, each once. */
export const otherTools: readonly string[] = [...new Set(knownFormats.map(({ tool }) => tool))].filter(
  (tool) => tool !== "EvalBoard",
);

/** What `--format` may say. */
export const formats: readonly Format[] = knownFormats.map(({ format }) => format);
