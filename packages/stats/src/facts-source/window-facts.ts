import type { Em, Fact, FactGeneration } from "@evalboard/db";
import { factsIn, hourStart, type Span, spansOf } from "@evalboard/facts";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { AskedWindow, Subject } from "../figure-source.ts";
import type { Window } from "../window.ts";

/** The facts that a window is made of. */
export interface WindowFacts {
  readonly em: Em;
  readonly generation: FactGeneration;
  readonly window: Window;
  /** What the figures of the whole window are sums of. */
  readonly current: readonly Span[];
  /** The same for the window before; null for `all`. */
  readonly previous: readonly Span[] | null;
}

/** Null where no facts make up the window, the one before or its buckets. */
export function windowFacts(
  em: Em,
  { window, timeZone, completions }: AskedWindow,
  generation: FactGeneration,
): WindowFacts | null {
  if (window.unit === "hour" && !hasHours(window, timeZone, generation)) return null;
  const { from, to, previous: before } = window;
  const current = spansOf({ from, to }, generation, completions);
  const previous = before && spansOf(before, generation, completions);
  if (!current || (before && !previous)) return null;
  return { em, generation, window, current, previous };
}

function hasHours({ from, edges }: Window, timeZone: string, { hoursFrom }: FactGeneration): boolean {
  const isHour = (edge: Date) => hourStart(edge, timeZone).getTime() === edge.getTime();
  return from >= hoursFrom && edges.every(isHour);
}

/** The rows of a scope in the whole window, those of a subject where one is given. */
export function rowsOf(
  facts: WindowFacts,
  scope: Fact["scope"],
  subject?: Subject,
): QueryBuilder<Fact, "fact"> {
  return rowsIn(facts, facts.current, scope, subject);
}

/** The same in other spans. */
export function rowsIn(
  { em, generation }: WindowFacts,
  spans: readonly Span[],
  scope: Fact["scope"],
  subject?: Subject,
): QueryBuilder<Fact, "fact"> {
  const rows = factsIn(em, generation, scope, spans);
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

/** The coarsest rows that tell a subject's runs from others. */
export function scopeOf(subject?: Subject): Fact["scope"] {
  if (!subject) return "board";
  return subject.kind === "prompt" ? "stratum" : subject.kind;
}
