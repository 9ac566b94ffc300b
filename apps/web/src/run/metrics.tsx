import type { RunDetail, RunMetric } from "@evalboard/contract";
import { formatCount, formatCounted, formatMetric } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { type ReactNode, useState } from "react";
import { ALL_RESULTS } from "../address/run.ts";
import { Card } from "../kit/card.tsx";
import { describeError } from "../kit/errors.ts";
import { Select } from "../kit/fields.tsx";
import { Count, Figure, Unknown } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { columnsOf, MOST_COLUMNS } from "./columns.ts";
import { useRunSearch } from "./use-results.ts";
import { touchClass, touchIconClass } from "../kit/button.tsx";

/** So many are shown before one asks for all. */
const FEW_METRICS = 12;

/** The run's metrics: what they are on the whole, which way is better, and which stand as columns beside the results. */
export function RunMetrics({ run }: { readonly run: RunDetail }): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const metrics = run.metrics ?? [];
  if (metrics.length === 0) return null;
  const rows = isWhole ? metrics : metrics.slice(0, FEW_METRICS);
  return (
    <Card
      title="Metrics"
      definition="runMetrics"
      aside={<span className="text-sm text-muted">{formatCounted(metrics.length, "metric")}</span>}
      flush
    >
      <DataTable label="Metrics" columns={metricColumns(run)} rows={rows} keyOf={({ name }) => name} />
      {rows.length === metrics.length ? null : (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className={`w-full border-t border-line px-5 py-2.5 text-left text-sm text-accent hover:bg-hover ${touchClass}`}
        >
          Show all {formatCounted(metrics.length, "metric")}
        </button>
      )}
    </Card>
  );
}

function metricColumns(run: RunDetail): readonly Column<RunMetric>[] {
  return [
    {
      heading: "Metric",
      width: "w-[24%]",
      wide: true,
      bare: true,
      cell: ({ name }) => (
        <>
          <span className="block font-medium wrap-anywhere">{name}</span>
          {name === run.scoreMetric ? <span className="text-xs text-muted">the score</span> : null}
        </>
      ),
    },
    {
      heading: "Mean",
      align: "right",
      width: "w-[14%]",
      cell: ({ mean }) => (
        <Figure value={mean} format={formatMetric} inFull={String} why="words have no mean" />
      ),
    },
    {
      heading: "Deviation",
      align: "right",
      width: "w-[14%]",
      cell: ({ deviation }) => (
        <Figure value={deviation} format={formatMetric} inFull={String} why="takes two numbers" />
      ),
    },
    {
      heading: "Results",
      align: "right",
      width: "w-[15%]",
      cell: (metric) => (
        <>
          <Count value={resultsWith(metric)} />{" "}
          <span className="text-xs whitespace-nowrap text-muted">of {formatCount(run.results)}</span>
        </>
      ),
    },
    { heading: "Better when", width: "w-[20%]", cell: (metric) => <Direction run={run} metric={metric} /> },
    {
      heading: "Column",
      align: "right",

      cell: ({ name }) => <ColumnChoice run={run} name={name} />,
    },
  ];
}

/** How many results have the metric, as a number or as a word that is counted. */
function resultsWith({ n, words }: RunMetric): number {
  return words.reduce((sum, word) => sum + word.n, n);
}

const directions = [
  ["", "not said"],
  ["higher", "higher"],
  ["lower", "lower"],
] as const;

interface MetricProps {
  readonly run: RunDetail;
  readonly metric: RunMetric;
}

/** Which way of a metric is better, as somebody says it for the whole board; of words how often each stands. */
function Direction({ run, metric: { name, n, words } }: MetricProps): ReactNode {
  const { mutate, isPending, error } = useDescribeMetric();
  const higherIsBetter = new Map(Object.entries(run.higherIsBetter)).get(name);
  if (n === 0) return <Words metric={name} words={words} />;
  return (
    <>
      <Select
        label={`${name} is better when`}
        value={higherIsBetter === undefined ? "" : higherIsBetter ? "higher" : "lower"}
        options={directions}
        isDisabled={isPending}
        choose={(chosen) => mutate({ name, higherIsBetter: chosen === "" ? null : chosen === "higher" })}
      />
      {error === null ? null : (
        <span role="alert" className="block text-xs text-bad">
          {describeError(error).detail}
        </span>
      )}
      {words.length === 0 ? null : <Words metric={name} words={words} />}
    </>
  );
}

const FEW_WORDS = 4;

interface WordsProps {
  readonly metric: string;
  readonly words: RunMetric["words"];
}

/** The words that results have, the most frequent first, each of which lists its results. */
function Words({ metric, words }: WordsProps): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const [, change] = useRunSearch();
  const shown = isWhole ? words : words.slice(0, FEW_WORDS);
  if (words.length === 0) return <Unknown why="no result has it" />;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5">
      {shown.map(({ word, n }) => (
        <button
          key={word}
          type="button"
          title={`List the results whose ${metric} is ${word}`}
          onClick={() => change({ ...ALL_RESULTS, metric, word })}
          className={`text-left wrap-anywhere underline-offset-2 hover:underline ${touchClass}`}
        >
          {word} <span className="text-muted tabular-nums">{formatCount(n)}</span>
        </button>
      ))}
      {shown.length === words.length ? null : (
        <button type="button" onClick={() => setIsWhole(true)} className={`text-accent ${touchClass}`}>
          +{words.length - shown.length} more
        </button>
      )}
    </span>
  );
}

/** Whether a metric is a column of the results. */
function ColumnChoice({ run, name }: { readonly run: RunDetail; readonly name: string }): ReactNode {
  const [{ column }, change] = useRunSearch();
  const columns = columnsOf(run, column);
  const isChosen = columns.includes(name);
  const isFull = !isChosen && columns.length >= MOST_COLUMNS;
  return (
    <label
      title={isFull ? `At most ${MOST_COLUMNS} metrics have room beside the results` : undefined}
      className={`inline-grid size-6 place-items-center ${touchIconClass}`}
    >
      <input
        type="checkbox"
        aria-label={`${name} as a column of the results`}
        disabled={isFull}
        checked={isChosen}
        onChange={() =>
          change({ column: isChosen ? columns.filter((one) => one !== name) : [...columns, name] })
        }
        className="size-4 accent-accent"
      />
    </label>
  );
}

/** Says which way of a metric is better: for the whole board, so that every figure of it is asked for again. */
function useDescribeMetric() {
  const utils = trpc.useUtils();
  return trpc.names.describeMetric.useMutation({
    onSuccess: () =>
      Promise.all([utils.runs.get.invalidate(), utils.runs.compare.invalidate(), utils.stats.invalidate()]),
  });
}
