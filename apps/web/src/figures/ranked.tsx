import type { Consistency, Period, RankedDataset, RankedModel, ReportHead } from "@evalboard/contract";
import { formatCount, formatCounted, formatRate, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { DatasetLink } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { Count, Unknown } from "../kit/figure.tsx";
import type { Column } from "../kit/table.tsx";
import { figureColumn, runsColumn, WithInterval } from "./columns.tsx";
import { rangeWords } from "./interval-axis.tsx";
import { placeWords, rankText } from "./place.tsx";

/** What is ranked: a model or a dataset. */
type Ranked = RankedModel | RankedDataset;

/** What has a place among the others, in its order, and what stands apart from them. */
export function byStanding<Row extends Ranked>(rows: readonly Row[]) {
  return {
    rows: rows.filter(({ apart }) => apart === null),
    apart: {
      title: "Not ranked: these stand apart from the others",
      rows: rows.filter(({ apart }) => apart !== null),
    },
  };
}

/** Its place and its adjusted score in short, where there is no room for a column: `1–3 · 0.824`. */
export function Standing({ of: { rankRange, adjustedScore } }: { readonly of: Ranked }): ReactNode {
  if (rankRange === null || adjustedScore === null) return "not ranked";
  const score = formatScore(adjustedScore);
  const words = `${placeWords(rankRange)}, adjusted score ${score}`;
  return (
    <span title={words} className="whitespace-nowrap tabular-nums">
      <span aria-hidden>
        {rankText(rankRange)} · {score}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** The adjusted score on its interval; of what stands apart, why, and what would rank it. */
export const adjustedColumn: Column<Ranked> = {
  heading: "Adjusted score",
  definition: "adjustedScore",
  wide: true,
  cell: (row) => {
    if (row.apart !== null) {
      return <span className="block text-xs text-pretty text-muted">{apartWords(row)}</span>;
    }
    if (row.adjustedScore === null) return <Unknown why="no scored runs" />;
    return (
      <WithInterval
        value={row.adjustedScore}
        text={formatScore(row.adjustedScore)}
        interval={row.adjustedInterval}
      >
        {rangeWords(row.adjustedInterval, formatScore)}
      </WithInterval>
    );
  },
};

/** Why it is not ranked, and what to run so that it is. */
export function apartWords(row: Ranked): string | null {
  if (row.apart === null) return null;
  const { reason, join } = row.apart;
  const isModel = "modelId" in row;
  const why =
    reason === "shares no dataset"
      ? `Shares no ${isModel ? "dataset" : "model"} with the others.`
      : `Has runs ${isModel ? "on one dataset" : "of one model"} alone.`;
  if (join === null) return why;
  return `${why} Run ${isModel ? `it on ${join.name}` : `${join.name} on it`} to rank it.`;
}

/**
 * What follows the name of what is ranked on a page of its own width. Where nothing had to be adjusted, as on the page of one
 * dataset, which all models were run with, the adjusted score is the average, and stands there once.
 */
export function rankedColumns<Row extends Ranked>(
  window: ReportHead["window"],
  rows: readonly Row[],
  runsOf: (row: Row) => RunsSearch,
  own: Column<Row>,
): readonly Column<Row>[] {
  const isAverage = rows.every(
    ({ adjustedScore, averageScore, apart }) => apart === null && adjustedScore === averageScore,
  );
  const scores: readonly Column<Row>[] = isAverage
    ? [{ ...figureColumn.meanWithInterval, width: "w-[20%] lg:w-[22%] xl:w-[20%]" }]
    : [
        { ...adjustedColumn, width: "w-[15%] lg:w-[17%] xl:w-[15%]" },
        { ...figureColumn.mean, width: "w-[10%] lg:w-[9%] xl:w-[8%]" },
      ];
  return [
    ...scores,
    { ...figureColumn.passRate, width: "w-[12%] lg:w-[17%] xl:w-[14%]" },
    own,
    runsColumn(window, "w-[9%] lg:w-[10%] xl:w-[7%]", runsOf),
    { ...figureColumn.errorRate, roomy: true, width: "w-[9%]" },
    { ...figureColumn.cost, roomy: true, width: "w-[9%]" },
    figureColumn.latency,
  ];
}

/** Whether a model answers the same item alike when it is asked again. */
export const consistencyColumn: Column<RankedModel> = {
  heading: "Consistency",
  definition: "consistency",
  width: "w-[15%] lg:w-[14%] xl:w-[13%]",
  wide: true,
  cell: ({ consistency }) =>
    consistency.passedAlways === null ? (
      <Unknown why="no item was asked twice with the same prompt version" />
    ) : (
      <span title={consistencyWords(consistency)} className="tabular-nums">
        <span className="font-medium">{formatRate(consistency.passedAlways)}</span>
        <span className="md:max-lg:text-xs md:max-lg:text-muted"> always</span>
        {consistency.flipped === null ? null : (
          <span className="block text-xs text-muted">{formatRate(consistency.flipped)} flip</span>
        )}
        <span className="block text-xs text-muted">
          <Count value={consistency.items} /> {consistency.items === 1 ? "item" : "items"} × versions
        </span>
        <span className="sr-only"> {consistencyWords(consistency)}</span>
      </span>
    ),
};

/** `All of 2 askings pass: 91.2% (of 50 items); all of 4: 80.1% (of 12 items)`. */
export function consistencyWords({ passAll }: Consistency): string {
  return passAll
    .map(({ k, items, rate }, index) => {
      const askings = index === 0 ? `All of ${k} askings pass` : `all of ${k}`;
      return `${askings}: ${formatRate(rate)} (of ${formatCounted(items, "item")})`;
    })
    .join("; ");
}

interface DatasetNameProps {
  readonly dataset: RankedDataset;
  readonly period: Period;
}

/** A dataset in a list of such: the way to its page, and what is to be known of it. */
export function DatasetName({ dataset, period }: DatasetNameProps): ReactNode {
  return (
    <>
      <DatasetLink id={dataset.datasetId} period={period} className="block font-medium wrap-anywhere">
        {dataset.name}
      </DatasetLink>
      <DatasetMarks dataset={dataset} />
    </>
  );
}

/** How many models ran a dataset, and how much it still tells of them. */
function DatasetMarks({ dataset }: { readonly dataset: RankedDataset }): ReactNode {
  const { models, saturated } = dataset;
  const silent = silentWords(dataset);
  return (
    <>
      {/* One alone says so: the score may be the model's doing. */}
      {models === 1 ? (
        <span className="block text-xs font-medium text-warn">one model alone</span>
      ) : (
        <span className="block text-xs text-muted">{formatCounted(models, "model")}</span>
      )}
      {saturated ? <span className="block text-xs font-medium text-warn">saturated</span> : null}
      {silent === null ? null : <span className="block text-xs text-pretty text-muted">{silent}</span>}
    </>
  );
}

/** `12 of 50 items tell no models apart`; null where all that were asked of several do. */
export function silentWords({
  silentItems,
  comparedItems,
}: Pick<RankedDataset, "silentItems" | "comparedItems">): string | null {
  if (silentItems === 0) return null;
  return `${formatCount(silentItems)} of ${formatCounted(comparedItems, "item")} ${silentItems === 1 ? "tells" : "tell"} no models apart`;
}
