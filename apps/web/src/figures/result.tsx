import type { ResultRow } from "@evalboard/contract";
import { formatCost, formatCount, formatLatency, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { Figure, type FigureProps } from "../kit/figure.tsx";

/** A result's figures. */
export function ResultMeasures({ result }: { readonly result: ResultRow }): ReactNode {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Measure title="Score" value={result.score} format={formatScore} why="no score" />
      <Measure title="Latency" value={result.latencyMs} format={formatLatency} why="not measured" />
      <Measure title="Input tokens" value={result.inputTokens} format={formatCount} />
      <Measure title="Output tokens" value={result.outputTokens} format={formatCount} />
      <Measure title="Cost" value={result.costUsd} format={formatCost} />
    </dl>
  );
}

type MeasureProps = FigureProps & { readonly title: string };

function Measure({ title, ...figure }: MeasureProps): ReactNode {
  return (
    <div>
      <dt className="text-xs text-muted">{title}</dt>
      <dd className="font-medium">
        <Figure {...figure} />
      </dd>
    </div>
  );
}
