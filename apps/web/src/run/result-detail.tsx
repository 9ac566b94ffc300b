import type { ResultRow } from "@evalboard/runs/contract";
import type { ReactNode } from "react";
import { formatCost, formatCount, formatLatency, formatScore } from "../format/numbers.ts";
import { Figure } from "../ui/figure.tsx";
import { TextBlock } from "./text-block.tsx";

/** Everything about one result. */
export function ResultDetail({ id, result }: { readonly id: string; readonly result: ResultRow }): ReactNode {
  return (
    <div id={id} className="flex flex-col gap-4 bg-canvas px-5 py-4 sm:pl-12">
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        <Measure title="Score" value={result.score} format={formatScore} why="no score" />
        <Measure title="Latency" value={result.latencyMs} format={formatLatency} why="not measured" />
        <Measure title="Input tokens" value={result.inputTokens} format={formatCount} />
        <Measure title="Output tokens" value={result.outputTokens} format={formatCount} />
        <Measure title="Cost" value={result.costUsd} format={formatCost} />
      </dl>
      {result.error === null ? null : <TextBlock title="Error" text={result.error} tone="bad" />}
      {result.reason === null ? null : <TextBlock title="Reason" text={result.reason} />}
      <div className="grid gap-4 lg:grid-cols-2">
        <TextBlock title="Expected" text={result.expected} />
        <TextBlock title="Output" text={result.output} />
      </div>
      <TextBlock title="Input" text={result.input} />
      {result.textReplaced ? (
        <p className="text-xs text-muted">Characters that cannot be stored stand as � in these texts.</p>
      ) : null}
    </div>
  );
}

type MeasureProps = {
  readonly title: string;
  readonly value: number | null;
  readonly format: (value: number) => string;
  readonly why?: string;
};

function Measure({ title, ...figure }: MeasureProps): ReactNode {
  return (
    <div>
      <dt className="text-xs text-muted">{title}</dt>
      <dd>
        <Figure {...figure} />
      </dd>
    </div>
  );
}
