import type { BoardFilter } from "@evalboard/contract";
import { type Em, Fact, type FactGeneration, MetricFact, Run } from "@evalboard/db";
import { hourStart } from "@evalboard/facts";
import { type EntityCtor, type RawQueryFragment, sql } from "@mikro-orm/core";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { Interval, Window } from "../window.ts";
import { type Columns, factColumns, runColumns } from "./columns.ts";
import type { KeptFigures, Memory } from "./kept-figures.ts";
import { type Completions, type Span, spansOf } from "./spans.ts";

/** Which runs figures are of; ids are those of canonical subjects. */
export type Narrowing = Readonly<BoardFilter>;

/** The window that figures are asked for. */
export interface AskedWindow {
  readonly window: Window;
  /** The reporting zone that it was cut in, an IANA name. */
  readonly timeZone: string;
  readonly completions: Completions | null;
  readonly where: Narrowing;
  /** Figures of items from reports before; nothing is kept where there are none. */
  readonly kept?: KeptFigures | undefined;
}

/** A fact or a run: both are of a model, a dataset and a prompt version, and each is found by columns of its own. */
type CountedRow = Pick<Run, "model" | "dataset" | "promptVersion"> &
  Partial<Pick<Fact, "generation" | "scope" | "unit" | "bucket" | "runs">> &
  Partial<Pick<Run, "status" | "completedAt" | "limited" | "label" | "tags">>;

type Scope = Fact["scope"];

/** Gives the rows of a scope, or of one fine enough for what they are narrowed to, as `counted`. Runs are of every scope. */
type RowsOf = (scope: Scope) => QueryBuilder<CountedRow, "counted">;

/** What the figures of one window are made of: facts, or the runs themselves. */
export interface Counted {
  readonly kind: "facts" | "runs";
  readonly em: Em;
  readonly entity: EntityCtor<CountedRow>;
  readonly columns: Columns;
  readonly window: Window;
  readonly where: Narrowing;
  /** Of whose facts the items are read; null where there are none, and they are of the runs' results. */
  readonly memory: Memory | null;
  /** The rows of the whole window. */
  readonly current: RowsOf;
  /** Those of all time. */
  readonly always: RowsOf;
  /** Those of the window and of the one before, and what tells which of them a row is of; null for `all`. */
  readonly compared: { readonly rows: RowsOf; readonly isCurrent: RawQueryFragment } | null;
  /** Those of which each is of one bucket. */
  readonly byBucket: RowsOf;
  /** The rows of the whole window that have metrics, or hold those of runs. */
  readonly metrics: () => QueryBuilder<CountedRow, "counted">;
}

/** The coarsest rows that tell those of a scope from others, and the runs asked for too. */
function scopeOf(asked: Scope, where: Narrowing): Scope {
  const needed = Object.entries(where).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (needed.length === 0) return asked;
  if (needed.length > 1 || asked !== "board") return "stratum";
  return needed[0] === "modelId" ? "model" : needed[0] === "datasetId" ? "dataset" : "stratum";
}

/** Whether the rows of facts tell which runs are asked for: they know nothing of what a team calls a run. */
export function isKnownToFacts({ label, tags }: Narrowing): boolean {
  return label === undefined && tags === undefined;
}

/** The facts that a window is made of; null where none make up the window, the one before or its buckets. */
export function countedFacts(
  em: Em,
  { window, timeZone, completions, where }: AskedWindow,
  memory: Memory,
): Counted | null {
  if (!isKnownToFacts(where)) return null;
  const { from, to, unit, previous: before } = window;
  const { generation } = memory;
  if (unit === "hour" && !hasHours(window, timeZone, generation)) return null;
  const current = spansOf({ from, to }, generation, completions);
  const previous = before && spansOf(before, generation, completions);
  if (!current || (before && !previous)) return null;
  const factsOf = (entity: EntityCtor<CountedRow>, scope: Scope, spans: readonly Span[]) =>
    narrowed(factsIn(counted(em, entity), generation, scopeOf(scope, where), spans), where);
  const rowsOf =
    (spans: readonly Span[]): RowsOf =>
    (scope) =>
      factsOf(Fact, scope, spans);
  return {
    kind: "facts",
    em,
    entity: Fact,
    columns: factColumns,
    window,
    where,
    memory,
    current: rowsOf(current),
    always: rowsOf([{ unit: "all", from, to }]),
    compared: previous && { rows: rowsOf([...previous, ...current]), isCurrent: isFactOf(current, from) },
    // Only the board has rows of months.
    byBucket: (scope) =>
      rowsOf([{ from, to, unit: unit === "month" && scopeOf(scope, where) !== "board" ? "day" : unit }])(
        scope,
      ),
    metrics: () => factsOf(MetricFact, "board", current),
  };
}

/** Tells the facts of these spans, which begin at `from`, from those of an interval before. */
function isFactOf(spans: readonly Span[], from: Date): RawQueryFragment {
  const isOfAll = sql`counted.unit = 'all'`;
  return spans.some(({ unit }) => unit === "all")
    ? isOfAll
    : sql`not ${isOfAll} and counted.bucket >= ${from}`;
}

function hasHours({ from, edges }: Window, timeZone: string, { hoursFrom }: FactGeneration): boolean {
  const isHour = (edge: Date) => hourStart(edge, timeZone).getTime() === edge.getTime();
  return from >= hoursFrom && edges.every(isHour);
}

/** The rows of a scope that make up the spans: each a range of the primary key. Rows of deleted runs hold zeros. */
function factsIn(
  rows: QueryBuilder<CountedRow, "counted">,
  { id }: FactGeneration,
  scope: Scope,
  spans: readonly Span[],
) {
  const buckets = spans.map(({ unit, from, to }) =>
    unit === "all"
      ? sql`counted.unit = ${unit}`
      : sql`counted.unit = ${unit} and counted.bucket >= ${from} and counted.bucket < ${to}`,
  );
  const ofSpans = buckets.reduce((any, one) => sql`${any} or ${one}`);
  return rows.where(
    sql`counted.generation = ${id} and counted.scope = ${scope} and counted.runs > 0 and (${ofSpans})`,
  );
}

/** The completed runs of a window: what every figure on the board is made of. */
export function countedRuns(
  em: Em,
  { window, where }: Pick<AskedWindow, "window" | "where">,
  memory: Memory | null,
): Counted {
  const rowsOf =
    (interval: Interval): RowsOf =>
    () =>
      narrowed(counted(em, Run).where(completedIn(interval)), where);
  return {
    kind: "runs",
    em,
    entity: Run,
    columns: runColumns,
    window,
    where,
    memory,
    current: rowsOf(window),
    always: () => narrowed(counted(em, Run).where(completedAtAnyTime), where),
    compared: window.previous && {
      rows: rowsOf({ from: window.previous.from, to: window.to }),
      isCurrent: sql`counted.completed_at >= ${window.from}`,
    },
    byBucket: rowsOf(window),
    metrics: () => rowsOf(window)("board").andWhere(sql`counted.metrics <> '[]'`),
  };
}

/** What tells the completed runs of [from, to) from other runs; limited ones are on no board. */
export function completedIn({ from, to }: Interval) {
  return { ...completedAtAnyTime, completedAt: { $gte: from, $lt: to } } as const;
}

/** The same without the interval. */
export const completedAtAnyTime = { status: "completed", limited: false } as const;

function counted(em: Em, entity: EntityCtor<CountedRow>): QueryBuilder<CountedRow, "counted"> {
  return em.createQueryBuilder(entity, "counted");
}

/** Those that are asked for. */
function narrowed(rows: QueryBuilder<CountedRow, "counted">, where: Narrowing) {
  return rows.andWhere(narrowingOf(where));
}

/** What tells the runs that are asked for from others, of facts and of runs. */
export function narrowingOf(where: Narrowing) {
  const { modelId, datasetId, promptId, promptVersionId, label, tags } = where;
  return {
    ...(modelId !== undefined && { model: { canonical: modelId } }),
    ...(datasetId !== undefined && { dataset: { canonical: datasetId } }),
    ...((promptId !== undefined || promptVersionId !== undefined) && {
      promptVersion: {
        ...(promptId !== undefined && { prompt: { canonical: promptId } }),
        ...(promptVersionId !== undefined && { canonical: promptVersionId }),
      },
    }),
    ...(label !== undefined && { label }),
    ...(tags !== undefined && { tags: { $contains: tags } }),
  };
}
