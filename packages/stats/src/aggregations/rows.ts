import { type Em, Fact, type FactGeneration, Run } from "@evalboard/db";
import { hourStart } from "@evalboard/facts";
import type { EntityCtor } from "@mikro-orm/core";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { Interval, Window } from "../window.ts";
import { type Columns, factColumns, runColumns } from "./columns.ts";
import { type Completions, type Span, spansOf } from "./spans.ts";

/** What a page is about: figures are then those of its runs alone. */
export interface Subject {
  readonly kind: "model" | "dataset" | "prompt";
  readonly id: string;
}

/** There is no such model, dataset or prompt. */
export class SubjectNotFound extends Error {
  override readonly name = "SubjectNotFound";

  constructor(kind: Subject["kind"], id: string) {
    super(`${kind}Id: no ${kind} ${id} here`);
  }
}

/** The window that figures are asked for. */
export interface AskedWindow {
  readonly window: Window;
  /** The reporting zone that it was cut in, an IANA name. */
  readonly timeZone: string;
  readonly completions: Completions | null;
}

/** A fact or a run: both are of a model, a dataset and a prompt version, and each is found by columns of its own. */
type CountedRow = Pick<Run, "model" | "dataset" | "promptVersion"> &
  Partial<Pick<Fact, "generation" | "scope" | "unit" | "bucket" | "runs">> &
  Partial<Pick<Run, "status" | "completedAt">>;

type Scope = Fact["scope"];

/** Gives the rows of a scope, those of a subject where one is given, under the alias `counted`. Runs are of every scope. */
type RowsOf = (scope: Scope, subject?: Subject) => QueryBuilder<CountedRow, "counted">;

/** What the figures of one window are made of: facts, or the runs themselves. */
export interface Counted {
  readonly kind: "facts" | "runs";
  readonly em: Em;
  readonly entity: EntityCtor<CountedRow>;
  readonly columns: Columns;
  readonly window: Window;
  /** The rows of the whole window. */
  readonly current: RowsOf;
  /** Those of the window before; null for `all`. */
  readonly previous: RowsOf | null;
  /** Those of which each is of one bucket. */
  readonly byBucket: RowsOf;
}

/** The coarsest rows that tell a subject's runs from others. */
export function scopeOf(subject?: Subject): Scope {
  if (!subject) return "board";
  return subject.kind === "prompt" ? "stratum" : subject.kind;
}

/** The facts that a window is made of; null where none make up the window, the one before or its buckets. */
export function countedFacts(
  em: Em,
  { window, timeZone, completions }: AskedWindow,
  generation: FactGeneration,
): Counted | null {
  const { from, to, unit, previous: before } = window;
  if (unit === "hour" && !hasHours(window, timeZone, generation)) return null;
  const current = spansOf({ from, to }, generation, completions);
  const previous = before && spansOf(before, generation, completions);
  if (!current || (before && !previous)) return null;
  const rowsOf =
    (spans: readonly Span[]): RowsOf =>
    (scope, subject) =>
      ofSubject(factsIn(em, generation, scope, spans), subject);
  return {
    kind: "facts",
    em,
    entity: Fact,
    columns: factColumns,
    window,
    current: rowsOf(current),
    previous: previous && rowsOf(previous),
    // Only the board has rows of months.
    byBucket: (scope, subject) =>
      rowsOf([{ from, to, unit: unit === "month" && scope !== "board" ? "day" : unit }])(scope, subject),
  };
}

function hasHours({ from, edges }: Window, timeZone: string, { hoursFrom }: FactGeneration): boolean {
  const isHour = (edge: Date) => hourStart(edge, timeZone).getTime() === edge.getTime();
  return from >= hoursFrom && edges.every(isHour);
}

/** The rows of a scope that make up the spans: each a range of the primary key. Rows of deleted runs hold zeros. */
function factsIn(em: Em, { id }: FactGeneration, scope: Scope, spans: readonly Span[]) {
  const buckets = spans.map(({ unit, from, to }) =>
    unit === "all" ? { unit } : { unit, bucket: { $gte: from, $lt: to } },
  );
  return counted(em, Fact).where({ generation: id, scope, runs: { $gt: 0 }, $or: buckets });
}

/** The completed runs of a window: what every figure on the board is made of. */
export function countedRuns(em: Em, window: Window): Counted {
  const rowsOf =
    (interval: Interval): RowsOf =>
    (_scope, subject) =>
      ofSubject(counted(em, Run).where(completedIn(interval)), subject);
  return {
    kind: "runs",
    em,
    entity: Run,
    columns: runColumns,
    window,
    current: rowsOf(window),
    previous: window.previous && rowsOf(window.previous),
    byBucket: rowsOf(window),
  };
}

/** What tells the completed runs of [from, to) from other runs. */
export function completedIn({ from, to }: Interval) {
  return { status: "completed", completedAt: { $gte: from, $lt: to } } as const;
}

function counted(em: Em, entity: EntityCtor<CountedRow>): QueryBuilder<CountedRow, "counted"> {
  return em.createQueryBuilder(entity, "counted");
}

function ofSubject(rows: QueryBuilder<CountedRow, "counted">, subject?: Subject) {
  switch (subject?.kind) {
    case undefined:
      return rows;
    case "model":
      return rows.andWhere({ model: subject.id });
    case "dataset":
      return rows.andWhere({ dataset: subject.id });
    case "prompt":
      return rows.andWhere({ promptVersion: { prompt: subject.id } });
  }
}
