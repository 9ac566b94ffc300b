import { headerCells } from "../csv-rows.ts";
import type { FileHead } from "../importer.ts";
import { isBetterLower, nameFits } from "./column-names.ts";
import type { SeenColumn } from "./columns.ts";
import { type LatencyUnit, type MapField, METRIC } from "./fields.ts";

/** What columns are taken for where a tool's own marks say it; the rest is guessed as of any file. */
interface KnownColumns {
  /** By field its column, or null where none is it. */
  readonly columns: Readonly<Record<string, string | null>>;
  readonly latencyUnit?: LatencyUnit;
  /** Columns that say nothing of the answers: nothing is guessed of them. */
  readonly ignored: RegExp;
}

interface Preset {
  /** Whose export it is, as in "a CSV of …". */
  readonly tool: string;
  readonly recognises: (columns: ExportColumns) => boolean;
  readonly map: (columns: ExportColumns) => KnownColumns;
}

/** A figure that a tool gives by name, and what it says beside it. */
interface Figure {
  readonly name: string;
  readonly column: SeenColumn;
  readonly passed?: string | null;
  readonly reason?: string | null;
}

/** The columns of a file, by their names. */
class ExportColumns {
  readonly #all: readonly SeenColumn[];
  readonly #filled: readonly SeenColumn[];

  constructor(columns: readonly SeenColumn[]) {
    this.#all = columns;
    this.#filled = columns.filter(({ filled }) => filled > 0);
  }

  /** Whether there are all of these, whatever is in them. */
  has(...names: readonly string[]): boolean {
    return names.every((name) => this.#all.some((column) => column.name === name));
  }

  /** A column that has something in it. */
  get(name: string): SeenColumn | undefined {
    return this.#filled.find((column) => column.name === name);
  }

  /** The name of a column that has something in it; null where there is none of that name. */
  named(name: string): string | null {
    return this.get(name)?.name ?? null;
  }

  /** Those with something in them whose names begin so. */
  below(prefix: string): readonly SeenColumn[] {
    return this.#filled.filter(({ name }) => name.startsWith(prefix));
  }

  /** Of those whose names begin so the one that is called like the field, else the first. */
  likest(prefix: string, field: MapField): string | null {
    const [best] = this.below(prefix).toSorted((a, b) => nameFits(b.name, field) - nameFits(a.name, field));
    return best?.name ?? null;
  }

  /** Those with something in them that stand after a column. */
  after(name: string): readonly SeenColumn[] {
    const at = this.#all.findIndex((column) => column.name === name);
    return this.#all.slice(at + 1).filter(({ filled }) => filled > 0);
  }
}

/** Figures that are called by their columns, without what they all begin with. */
function figuresOf(
  columns: readonly SeenColumn[],
  prefix: string,
  reasonOf: (column: string) => string | null = () => null,
): Figure[] {
  return columns.map((column) => ({
    name: column.name.slice(prefix.length),
    column,
    reason: reasonOf(column.name),
  }));
}

/** All figures as metrics, and one of them as the score: the surest name, of equal ones the first; lower is better last. */
function scoredBy(figures: readonly Figure[]): Record<string, string | null> {
  const canRank = figures.filter(
    ({ column: { numbers, verdicts, filled } }) => Math.max(numbers, verdicts) >= filled * 0.8,
  );
  const rank = ({ name }: Figure) => (isBetterLower(name) ? -1 : nameFits(name, "score"));
  const [best = figures[0]] = canRank.toSorted((a, b) => rank(b) - rank(a));
  return {
    ...Object.fromEntries(figures.map(({ name, column }) => [METRIC + name, column.name])),
    // Null would say that nobody scores.
    ...(best ? { score: best.column.name } : {}),
    passed: best?.passed ?? null,
    reason: best?.reason ?? null,
  };
}

/** Phoenix's CSV has `annotation_NAME_score`; its JSON a list, of which `annotations.NAME.score` is made. */
const ANNOTATION =
  /^(annotation(?:_|s\.))(.+)([_.])(?:label|score|explanation|metadata|annotator_kind|trace_id|error|start_time|end_time)$/;

function annotationsOf(columns: ExportColumns): Figure[] {
  const begins = new Map<string, string>();
  for (const { name } of columns.below("annotation")) {
    const [, begin, annotation, between] = ANNOTATION.exec(name) ?? [];
    if (begin && annotation && between) begins.set(annotation, begin + annotation + between);
  }
  return [...begins].flatMap(([name, begin]): Figure[] => {
    const label = columns.get(`${begin}label`);
    const column = columns.get(`${begin}score`) ?? label;
    const passed = label?.verdicts === label?.filled ? label?.name : null;
    return column
      ? [{ name, column, passed: passed ?? null, reason: columns.named(`${begin}explanation`) }]
      : [];
  });
}

const LANGFUSE =
  /^(?:id|timestamp|name|tags|metadata|usage|userId|sessionId|bookmarked|public|(?:input|output|total)Cost|level|\w+Count|\w+Tokens|(?:usage|metadata)\..*)$/;

const presets: readonly Preset[] = [
  {
    tool: "Phoenix's experiment",
    recognises: (columns) => columns.has("example_id", "reference_output", "latency_ms", "trace_id"),
    map: (columns) => ({
      columns: {
        ...scoredBy(annotationsOf(columns)),
        item: "example_id",
        repeat: columns.named("repetition_number"),
        run: null,
      },
      ignored: /^annotation(?:_|s\.|s$)|^(?:trace_id|end_time)$/,
    }),
  },
  {
    tool: "LangSmith's experiment",
    recognises: (columns) =>
      columns.has("example_id", "execution_time") && columns.below("inputs.").length > 0,
    map: (columns) => ({
      columns: {
        ...scoredBy(figuresOf(columns.below("feedback."), "feedback.")),
        input: columns.likest("inputs.", "input"),
        output: columns.likest("outputs.", "output"),
        expected: columns.likest("reference.", "expected"),
        item: "example_id",
        latency: columns.named("execution_time"),
        run: null,
      },
      latencyUnit: "s",
      ignored: /^(?:id|column 1)$/,
    }),
  },
  {
    tool: "Opik's experiment",
    recognises: (columns) =>
      columns.below("dataset.").length > 0 && columns.below("evaluation_task.").length > 0,
    map: (columns) => {
      const scores = columns.below("feedback_scores.").filter(({ name }) => !name.endsWith("_reason"));
      const reasonOf = (name: string) => columns.named(`${name}_reason`);
      return {
        columns: {
          ...scoredBy(figuresOf(scores, "feedback_scores.", reasonOf)),
          input: columns.likest("dataset.", "input"),
          output: columns.likest("evaluation_task.", "output"),
          item: columns.named("id"),
          run: null,
        },
        ignored: /^feedback_scores\..*_reason$|^evaluation_task\.comments$/,
      };
    },
  },
  {
    tool: "Langfuse's traces",
    recognises: (columns) => columns.has("bookmarked", "observationCount", "totalCost", "totalTokens"),
    map: (columns) => ({
      columns: {
        ...scoredBy(
          figuresOf(
            columns.after("totalTokens").filter(({ name }) => !LANGFUSE.test(name)),
            "",
          ),
        ),
        input: columns.named("input"),
        output: columns.named("output"),
        // A trace has another id each time.
        item: null,
        time: columns.named("timestamp"),
        latency: columns.named("latency"),
        cost: columns.named("totalCost"),
        inputTokens: columns.named("inputTokens"),
        outputTokens: columns.named("outputTokens"),
        run: null,
      },
      latencyUnit: "s",
      ignored: LANGFUSE,
    }),
  },
  {
    tool: "Braintrust's experiment",
    recognises: (columns) => columns.has("span_id", "root_span_id", "input", "output", "scores"),
    map: (columns) => ({
      columns: {
        ...scoredBy(figuresOf(columns.below("scores."), "scores.")),
        input: columns.named("input"),
        output: columns.named("output"),
        expected: columns.named("expected"),
        item: columns.named("dataset_record_id"),
        time: columns.named("created"),
        latency: columns.named("metrics.duration"),
        cost: columns.named("metrics.estimated_cost"),
        inputTokens: columns.named("metrics.prompt_tokens"),
        outputTokens: columns.named("metrics.completion_tokens"),
        run: null,
      },
      latencyUnit: "s",
      ignored: /^(?:(?:\w+_)?id|_xact_id|tags|span_parents)$|^(?:scores|metrics|span_attributes)(?:\.|$)/,
    }),
  },
];

/** What a tool's export is, by the marks of its columns; null of any other file. */
export function presetOf(columns: readonly SeenColumn[]): (KnownColumns & Pick<Preset, "tool">) | null {
  const own = new ExportColumns(columns);
  const preset = presets.find(({ recognises }) => recognises(own));
  return preset ? { tool: preset.tool, ...preset.map(own) } : null;
}

/** What to export instead of Langfuse's scores, a row for each without what was asked; null of any other file. */
export function langfuseScores({ text, keys }: FileHead): string | null {
  const names = new Set([...keys, ...(/^\s*[{[]/.test(text) ? [] : headerCells(text))]);
  return ["traceId", "dataType", "source", "name", "value", "stringValue"].every((name) => names.has(name))
    ? "it is Langfuse's table of scores, a row for each score without what was asked and answered; export its table of traces instead, as CSV or JSONL, which has a column for each score"
    : null;
}
