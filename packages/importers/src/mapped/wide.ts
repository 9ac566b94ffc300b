import { isModelName, nameFits } from "./column-names.ts";
import type { SeenColumn } from "./columns.ts";
import { type MapField, starIn } from "./fields.ts";
import type { Columns } from "./records.ts";

/** Columns that stand once for each model, such as `gpt-4o_score` and `claude_score`. */
export interface WideColumns {
  /** By field the columns' name with `*` for the model. */
  readonly fields: Readonly<Partial<Record<MapField, string>>>;
  /** The columns that these are. */
  readonly columns: ReadonlySet<string>;
  /** One of them that holds scores. */
  readonly scores: SeenColumn | undefined;
}

const WIDE = [
  "score",
  "passed",
  "output",
  "latency",
  "cost",
  "reason",
  "inputTokens",
  "outputTokens",
  "error",
] as const satisfies readonly MapField[];

/** How a column's name may be cut into what it is and whose it is. */
function cutsOf(name: string): { readonly pattern: string; readonly star: string; readonly kind: string }[] {
  return [...name.matchAll(/[_.:\- /|]+/g)].flatMap(({ 0: between, index }) => {
    const [before, after] = [name.slice(0, index), name.slice(index + between.length)];
    if (before === "" || after === "") return [];
    return [
      { pattern: `*${between}${after}`, star: before, kind: after },
      { pattern: `${before}${between}*`, star: after, kind: before },
    ];
  });
}

/**
 * Finds columns that stand once for each of several models. Names of models say so, or that scores and answers are there of
 * the same ones: `relevance_score` and `style_score` alone are two metrics.
 */
export function guessWide(columns: readonly SeenColumn[]): WideColumns | null {
  const groups = new Map<
    string,
    { readonly field: MapField; readonly fit: number; readonly stars: Map<string, SeenColumn> }
  >();
  for (const column of columns.filter(({ name }) => !name.startsWith("../"))) {
    for (const { pattern, star, kind } of cutsOf(column.name)) {
      const [field, fit] = fieldOf(kind, column);
      if (field === null) continue;
      const group = groups.get(pattern) ?? { field, fit, stars: new Map<string, SeenColumn>() };
      group.stars.set(star, column);
      groups.set(pattern, group);
    }
  }
  const several = [...groups].filter(([, { stars }]) => stars.size > 1);
  const scored = several.filter(([, { field }]) => field === "score" || field === "passed");
  const [main] = scored.toSorted(([, a], [, b]) => b.stars.size - a.stars.size || b.fit - a.fit);
  if (!main) return null;
  const [, { stars }] = main;
  const names = [...stars.keys()];
  const areModels = names.filter(isModelName).length * 2 > names.length;
  const alike = several.filter(([, group]) => names.every((name) => group.stars.has(name)));
  if (!areModels && !alike.some(([, { field }]) => field === "output")) return null;
  const fields: Partial<Record<MapField, string>> = {};
  const used = new Set<string>();
  for (const field of WIDE) {
    const [best] = alike
      .filter(([, group]) => group.field === field)
      .toSorted(([, a], [, b]) => b.fit - a.fit);
    if (!best) continue;
    fields[field] = best[0];
    for (const name of names) used.add(best[1].stars.get(name)?.name ?? "");
  }
  return { fields, columns: used, scores: stars.get(names[0] ?? "") };
}

function fieldOf(kind: string, { numbers, filled, verdicts }: SeenColumn): [MapField | null, number] {
  const isNumeric = filled > 0 && numbers === filled;
  const fits = WIDE.map((field): [MapField, number] => [field, nameFits(kind, field)]);
  const [best] = fits
    .filter(([field, fit]) => {
      if (fit < 50) return false;
      if (field === "output" || field === "reason" || field === "error")
        return !isNumeric && verdicts < filled;
      return field === "passed"
        ? verdicts === filled
        : field !== "score" || numbers > 0 || verdicts === filled;
    })
    .toSorted(([, a], [, b]) => b - a);
  return best ?? [null, 0];
}

/** The models that a record has values of, by what stands for `*` in these columns' names. */
export function starsOf(record: Columns, patterns: readonly string[]): string[] {
  const stars = patterns.flatMap((pattern) => Object.keys(record).map((name) => starIn(pattern, name)));
  return [...new Set(stars)].filter((star) => star !== null);
}
