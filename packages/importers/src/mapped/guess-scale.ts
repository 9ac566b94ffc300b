import { numberIn, scoreIn } from "../scale.ts";
import { isBetterLower } from "./column-names.ts";
import type { SeenColumn, SeenRecords } from "./columns.ts";
import type { ColumnMap } from "./map.ts";

const GRADES: ReadonlyMap<string, number> = new Map([
  ["A+", 1],
  ["A", 1],
  ["A-", 0.925],
  ["B+", 0.825],
  ["B", 0.75],
  ["B-", 0.675],
  ["C+", 0.575],
  ["C", 0.5],
  ["C-", 0.425],
  ["D+", 0.325],
  ["D", 0.25],
  ["D-", 0.175],
  ["E", 0],
  ["F", 0],
]);

/** Words between right and wrong, and those of comparisons, by what they count as. */
const MIDDLING: ReadonlyMap<string, number> = new Map(
  [
    [
      1,
      ["win", "won", "good", "excellent", "great", "high", "better", "satisfied", "fully correct", "fully"],
    ],
    [
      0.5,
      [
        "partial",
        "partially",
        "partially correct",
        "partly",
        "partly correct",
        "mixed",
        "tie",
        "tied",
        "draw",
        "same",
        "neutral",
        "fair",
        "acceptable",
        "medium",
        "teilweise",
      ],
    ],
    [0.25, ["poor"]],
    [0, ["lose", "loss", "lost", "bad", "low", "worse", "terrible", "none"]],
  ].flatMap(([value, words]) =>
    Array.isArray(words) ? words.map((word): [string, number] => [word, Number(value)]) : [],
  ),
);

/** How the values of a score's column are read: its scale, its words, and which end is the better one. */
export function guessScale(column: SeenColumn): Pick<ColumnMap, "scale" | "words" | "lowerIsBetter"> {
  const { numbers, least, leastOther, greatest, words, examples } = column;
  const lower = isBetterLower(column.name) ? { lowerIsBetter: true } : {};
  if (numbers > 0 && !examples.every((text) => /[%/]/.test(text))) {
    // Where no other score is below 0, a judge's -1 says that it gave none.
    const isSpare = least === -1 && leastOther >= 0 && (greatest > 1 || leastOther === 0);
    const none = isSpare ? { words: { "-1": null } } : {};
    const low = isSpare ? leastOther : least;
    const named = scaleInName(column.name);
    if (named && low >= named.from && greatest <= named.to) return { scale: named, ...none, ...lower };
    return low < 0 || greatest > 1
      ? { scale: scaleOf(low, greatest), ...none, ...lower }
      : { ...none, ...lower };
  }
  const all = [...words.keys()];
  const unknown = all.filter((word) => scoreIn(word, {}) === null);
  if (unknown.length === 0) return lower;
  const areGrades = all.every((word) => GRADES.has(word.toUpperCase()));
  const said = Object.fromEntries(
    (areGrades ? all : unknown).flatMap((word): [string, number][] => {
      const value = areGrades ? GRADES.get(word.toUpperCase()) : MIDDLING.get(word.toLowerCase());
      return value === undefined ? [] : [[word, value]];
    }),
  );
  return Object.keys(said).length > 0 ? { words: said, ...lower } : lower;
}

/** `Tone (1-5)`, `Note /20`, `helpful (1 = not at all, 5 = very)`, `score_out_of_10`. */
function scaleInName(name: string): { readonly from: number; readonly to: number } | null {
  const [, from, to] = /\(\s*(-?\d+)\s*(?:=[^,;)]*[,;]\s*|-|–|to|\.\.)\s*(\d+)\b/.exec(name) ?? [];
  if (from !== undefined && to !== undefined && Number(from) < Number(to))
    return { from: Number(from), to: Number(to) };
  const [, whole] = /(?:\/|(?:sur|von|out[ _]of|of)[ _])\s*(\d+)\)?$/i.exec(name) ?? [];
  return whole !== undefined && Number(whole) > 0 ? { from: 0, to: Number(whole) } : null;
}

/** The usual scale that holds all values. */
function scaleOf(least: number, greatest: number): { readonly from: number; readonly to: number } {
  const usual = [
    [-1, 1],
    [1, 5],
    [0, 5],
    [1, 10],
    [0, 10],
    [0, 100],
  ] as const;
  const [from, to] = usual.find(([low, high]) => least >= low && greatest <= high) ?? [
    Math.min(0, Math.floor(least)),
    // One number below 0, again and again, is no scale alone.
    least === greatest ? Math.max(0, Math.ceil(greatest)) : Math.ceil(greatest),
  ];
  return { from, to };
}

/** Words of the score's column that nobody has said a number for. */
export function unknownWords({ columns }: Pick<SeenRecords, "columns">, map: ColumnMap): string[] {
  const column = columns.find(({ name }) => name === map.columns["score"]);
  if (!column || column.numbers === column.filled) return [];
  const said = new Set(Object.keys(map.words ?? {}).map((word) => word.toLowerCase()));
  return [...column.words.keys()].filter(
    (word) =>
      !said.has(word.toLowerCase()) &&
      scoreIn(word, map) === null &&
      numberIn(word) === null &&
      !/^error(?:ed)?$/i.test(word),
  );
}
