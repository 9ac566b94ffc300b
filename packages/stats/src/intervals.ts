import type { SummaryFigures } from "@evalboard/contract";
import {
  type ItemSpread,
  itemsInterval,
  type MeanPart,
  settled,
  settledInterval,
  type Uncertainty,
} from "@evalboard/inference";
import type { ScoreRow } from "./aggregations/columns.ts";
import type { Items } from "./aggregations/items.ts";

/** What of a row its means and their intervals follow from. */
export type ScoredRow = Pick<
  ScoreRow,
  "scoredRuns" | "averageScore" | "inverseItems" | "scoredItems" | "passedItems"
>;

/** The runs of a subject on one dataset, and what is known of its items there. */
export interface Part {
  readonly row: ScoredRow;
  readonly items: Items | undefined;
}

/** What a subject's means rest on: its parts by dataset, and what whole runs vary (`runsOf`). */
export interface MeanGrounds {
  readonly parts: readonly Part[];
  readonly ofRuns: Uncertainty;
}

type Intervals = Pick<SummaryFigures, "scoreInterval" | "passInterval">;

/**
 * The intervals of a subject's mean score, in which every run weighs the same, and of its pass rate, in which every answer does;
 * by `itemsInterval`, of its parts by dataset.
 */
export function intervalsOf({ parts, ofRuns }: MeanGrounds): Intervals {
  const scored = parts.filter(({ row }) => row.averageScore !== null);
  const whole = together(scored.map(({ row }) => row));
  const { averageScore, scoredRuns, scoredItems, passedItems } = whole;
  if (averageScore === null || scoredItems === 0) return { scoreInterval: null, passInterval: null };
  return {
    scoreInterval: settledInterval(
      itemsInterval(
        averageScore,
        scored.map((part) => scorePart(part, scoredRuns)),
        ofRuns,
      ),
    ),
    passInterval: settledInterval(
      itemsInterval(
        passedItems / scoredItems,
        scored.map((part) => passPart(part, scoredItems)),
        ofRuns,
      ),
    ),
  };
}

/**
 * As many runs of equal weight vary as much as these, of which each weighs by its items: (Σ n)² / Σ n² (Kish, Survey Sampling,
 * 1965). Σ n² is not kept; where the sizes are spread as log-normal ones are, their mean over their harmonic mean has it.
 */
function runsOfEqualWeight({ scoredRuns, scoredItems, inverseItems }: ScoredRow): number {
  return Math.max(1, scoredRuns ** 3 / (scoredItems * settledInverse(inverseItems)));
}

/** The sum of the runs' 1 / items goes by their order in its last digits. */
function settledInverse(inverseItems: number): number {
  return Number(inverseItems.toPrecision(10));
}

/** A dataset's part of a mean score. */
export function scorePart({ row, items }: Part, runsOfAll: number): MeanPart {
  const itemsPerRun = row.scoredRuns / settledInverse(row.inverseItems);
  const runs = row.scoredRuns;
  return partOf({ share: runs / runsOfAll, mean: row.averageScore ?? 0, itemsPerRun, runs }, items?.scores);
}

/** Of a pass rate: runs weigh by their items, so that these are as many a run as their plain mean. */
function passPart({ row, items }: Part, itemsOfAll: number): MeanPart {
  const { scoredItems, passedItems, scoredRuns } = row;
  const [mean, itemsPerRun] = [passedItems / scoredItems, scoredItems / scoredRuns];
  return partOf(
    { share: scoredItems / itemsOfAll, mean, itemsPerRun, runs: runsOfEqualWeight(row) },
    items?.passes,
  );
}

function partOf(of: Omit<MeanPart, "spread">, spread: ItemSpread | undefined): MeanPart {
  const part = { ...of, mean: settled(of.mean) };
  return { ...part, spread: spread ? settledSpread(spread) : allOrNothing(part.mean, part.itemsPerRun) };
}

function settledSpread({ items, answers, sum, squares, withinSquares }: ItemSpread): ItemSpread {
  return {
    items,
    answers,
    sum: settled(sum),
    squares: settled(squares),
    withinSquares: settled(withinSquares),
  };
}

/** Of items that nothing is known of: none varies more than one that is failed or perfect, however often it is asked. */
function allOrNothing(mean: number, items: number): ItemSpread {
  return { items, answers: items, sum: items * mean, squares: items * mean, withinSquares: 0 };
}

/** The figures of all of these runs. */
export function together(rows: readonly ScoredRow[]): ScoredRow {
  const sum = (of: (row: ScoredRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const scoredRuns = sum((row) => row.scoredRuns);
  return {
    scoredRuns,
    averageScore:
      scoredRuns === 0 ? null : sum((row) => row.scoredRuns * settled(row.averageScore ?? 0)) / scoredRuns,
    inverseItems: sum((row) => row.inverseItems),
    scoredItems: sum((row) => row.scoredItems),
    passedItems: sum((row) => row.passedItems),
  };
}
