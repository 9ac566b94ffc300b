import type { LatencyByModel, StatsReport } from "@evalboard/contract";
import { formatCounted, formatLatency, formatLatencyTick } from "@evalboard/format";
import { useLatencyByModel } from "@evalboard/react";
import { createContext, type ReactNode, use, useMemo } from "react";
import { useBucketRuns } from "../address/links.tsx";
import { alike } from "../charts/series.ts";
import { TimeChart, type TimeChartPlan } from "../charts/time-chart.tsx";
import { Dimmed, SkeletonCard } from "../kit/card.tsx";
import { ErrorPanel } from "../kit/panels.tsx";

/** The answer where it is known and there is nobody to ask, as in a copy of the board. */
export const KnownLatencies = createContext<LatencyByModel | null>(null);

/** Latency of the models with the most measured runs, which is asked for when it is looked at. */
export function LatencyEvidence({ report }: { readonly report: StatsReport }): ReactNode {
  const known = use(KnownLatencies);
  return known === null ? <AskedLatencies report={report} /> : <ModelLatencies report={known} />;
}

function AskedLatencies({ report }: { readonly report: StatsReport }): ReactNode {
  const { period, where } = report;
  const question = Object.keys(where).length === 0 ? period : { period, where };
  const { data, error, isPlaceholderData, refetch } = useLatencyByModel(question);
  if (data !== undefined) {
    return (
      <Dimmed isPending={isPlaceholderData}>
        <ModelLatencies report={data} />
      </Dimmed>
    );
  }
  if (error !== null) return <ErrorPanel error={error} retry={() => void refetch()} />;
  return <SkeletonCard className="h-73.5" />;
}

type Latencies = LatencyByModel["models"];
type Bucket = Latencies[number]["buckets"][number];

/** One bucket of all models, in their order. */
interface LatenciesBucket {
  readonly from: string;
  readonly to: string;
  readonly models: readonly Bucket[];
}

function ModelLatencies({ report }: { readonly report: LatencyByModel }): ReactNode {
  const { models } = report;
  const plan = useMemo(() => latenciesPlan(models), [models]);
  const buckets = useMemo(() => latenciesByBucket(models), [models]);
  const open = useBucketRuns(buckets);
  return <TimeChart plan={plan} head={report} buckets={buckets} open={open} />;
}

/** The models' latencies by bucket: each model has one a bucket. */
export function latenciesByBucket(models: Latencies): LatenciesBucket[] {
  const [first] = models;
  return (first?.buckets ?? []).map(({ from, to }, index) => ({
    from,
    to,
    models: models.flatMap(({ buckets }) => buckets.slice(index, index + 1)),
  }));
}

/** The median of each model a bucket; its 95th percentile stands beside it. */
export function latenciesPlan(models: Latencies): TimeChartPlan<LatenciesBucket> {
  return {
    title: "Median latency by model",
    definition: "latencyByModel",
    series: models.flatMap(({ model }, index) => {
      const line = alike[index];
      if (line === undefined) return [];
      return {
        shape: "line",
        label: model.name,
        value: ({ models: of }) => of[index]?.p50Ms ?? null,
        basis: ({ models: of }) => basisOf(of[index]),
        runs: { modelId: model.modelId },
        color: line.color,
        width: 2,
        isNamed: true,
      };
    }),
    missing: "latency",
    words: { tick: formatLatencyTick, value: formatLatency },
    columns: models.map(({ model: { provider, name } }, index) => [
      `${provider}/${name}`,
      ({ models: of }: LatenciesBucket) => {
        const p50 = of[index]?.p50Ms ?? null;
        return p50 === null ? "none measured" : `${formatLatency(p50)} (${basisOf(of[index]) ?? ""})`;
      },
    ]),
  };
}

/** `p95 2.40 s, 480 items in 12 runs`. */
function basisOf(bucket: Bucket | undefined): string | null {
  if (bucket === undefined || bucket.p50Ms === null) return null;
  const { p95Ms, measuredItems, measuredRuns } = bucket;
  const p95 = p95Ms === null ? "" : `p95 ${formatLatency(p95Ms)}, `;
  return `${p95}${formatCounted(measuredItems, "item")} in ${formatCounted(measuredRuns, "run")}`;
}
