import type { ResultRow } from "@evalboard/contract";
import { formatCost, formatCount, formatLatency, formatMetric, formatScore, LOCALE } from "@evalboard/format";
import { CircleCheck, CircleX, DatabaseZap } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Face } from "../kit/badge.tsx";
import { Figure, type FigureProps } from "../kit/figure.tsx";
import { OutcomeBadge, outcomeFaces } from "./outcome.tsx";

/** What an item is called in lists: by its name, where it has one beside its key. */
export function itemTitle({ itemKey, itemName }: Pick<ResultRow, "itemKey" | "itemName">): string {
  return itemName ?? itemKey;
}

const passed: Face = {
  label: "Passed",
  meaning: "passed",
  Icon: CircleCheck,
  className: "",
  iconClass: "text-good",
};
const notPassed: Face = { label: "Not passed", meaning: "not passed", Icon: CircleX, className: "text-bad" };

/** Whether a result passed, as an icon and a word; where it has no score, why not. */
export function ResultBadge({
  result,
}: {
  readonly result: Pick<ResultRow, "passed" | "outcome">;
}): ReactNode {
  if (result.passed === null) return <OutcomeBadge outcome={result.outcome} />;
  const face = result.passed ? passed : notPassed;
  const { label, meaning } = outcomeFaces[result.outcome];
  return <Badge face={{ ...face, meaning: `${face.label}; ${label.toLowerCase()}: ${meaning}` }} />;
}

const cached: Face = {
  label: "Cached",
  meaning:
    "The answer came from a cache: nothing was spent on it, and its latency is that of the call it was once made by",
  Icon: DatabaseZap,
  className: "text-muted",
};

/** That an answer came from a cache; nothing where it did not, or where nobody knows. */
export function CachedBadge({ result }: { readonly result: Pick<ResultRow, "cached"> }): ReactNode {
  return result.cached === true ? <Badge face={cached} /> : null;
}

/** A result's figures, its metrics included. */
export function ResultMeasures({ result }: { readonly result: ResultRow }): ReactNode {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Measure title="Score" value={result.score} format={formatScore} why={whyNoScore(result)} />
      <Measure title="Latency" value={result.latencyMs} format={formatLatency} why="not measured" />
      <Measure title="Input tokens" value={result.inputTokens} format={formatCount} />
      <Measure title="Output tokens" value={result.outputTokens} format={formatCount} />
      <Measure
        title={result.cached === true ? "List price" : "Cost"}
        value={result.costUsd}
        format={formatCost}
      />
      {Object.entries(result.metrics)
        .toSorted(([a], [b]) => a.localeCompare(b, LOCALE))
        .map(([name, value]) => (
          <Measured key={name} title={name}>
            <MetricValue value={value} />
          </Measured>
        ))}
    </dl>
  );
}

/** Why a result has no score. */
export function whyNoScore({ outcome }: Pick<ResultRow, "outcome">): string {
  return outcome === "unscored" ? "not scored yet" : "no score";
}

/** A metric of a result, a number or a word; a dash where the result has none of it. */
export function MetricValue({ value }: { readonly value: number | string | undefined }): ReactNode {
  if (typeof value === "string") return <span title={value}>{value}</span>;
  return <Figure value={value ?? null} format={formatMetric} inFull={String} why="none" />;
}

type MeasureProps = FigureProps & { readonly title: string };

function Measure({ title, ...figure }: MeasureProps): ReactNode {
  return (
    <Measured title={title}>
      <Figure {...figure} />
    </Measured>
  );
}

function Measured({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-xs wrap-anywhere text-muted">{title}</dt>
      <dd className="font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
