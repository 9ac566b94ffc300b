import { formatCost, formatLatency, formatScore } from "@evalboard/format";
import { lazy, type ReactNode, Suspense } from "react";
import { tradeOffs } from "../address/compare.ts";
import { HiddenTable, useChartColors } from "../charts/chart.tsx";
import { rangeWords } from "../figures/interval-axis.tsx";
import { Card } from "../kit/card.tsx";
import { Segments } from "../kit/fields.tsx";
import type { GroupsProps } from "./group-names.ts";
import { useCompareSearch } from "./search.ts";
import { isLogarithmic, type TradeOffKind, tradeOffPoints } from "./trade-off-points.ts";

const TradeOffCanvas = lazy(async () => ({
  default: (await import("./trade-off-canvas.tsx")).TradeOffCanvas,
}));

const words: Readonly<Record<TradeOffKind, { label: string; axis: string; column: string; unit: string }>> = {
  cost: { label: "Cost", axis: "Cost per result, US$", column: "Cost per result", unit: "cost" },
  latency: { label: "Latency", axis: "Median latency", column: "Median latency", unit: "latency" },
};

/** Quality against what it takes, a point a group. */
export function TradeOff({ comparison: { groups }, names }: GroupsProps): ReactNode {
  const [{ against }, change] = useCompareSearch();
  const colors = useChartColors();
  // Nobody asked: what more of them have.
  const known = (kind: TradeOffKind): number => tradeOffPoints(groups, names, kind).points.length;
  const kind = against ?? (known("latency") > known("cost") ? "latency" : "cost");
  const { points, missing } = tradeOffPoints(groups, names, kind);
  const { axis, column, unit } = words[kind];
  const format = kind === "cost" ? formatCost : formatLatency;
  const isLog = isLogarithmic(points);
  const caption = `Adjusted score against ${column.toLowerCase()}`;
  return (
    <Card
      title="Quality against what it takes"
      definition="groups.tradeOff"
      aside={
        <Segments
          legend="Against"
          options={tradeOffs.map((value) => ({ value, label: words[value].label, count: undefined }))}
          chosen={kind}
          choose={(value) => change({ against: value }, true)}
        />
      }
    >
      {points.length === 0 ? (
        <p className="text-sm text-muted">Of none of them is a {unit} known.</p>
      ) : (
        <>
          <div className="relative h-80 min-w-0">
            <Suspense>
              <TradeOffCanvas
                label={caption}
                points={points}
                colors={colors}
                axis={`${axis}${isLog ? ", log scale" : ""}`}
                isLogarithmic={isLog}
                format={format}
              />
            </Suspense>
          </div>
          <p className="pt-2 text-xs text-muted">
            Higher is better, and further to the left takes less. Filled and joined: no other is at least as
            good and takes less. The upright lines are 95% intervals.
            {missing.length === 0
              ? ""
              : ` Not drawn, for their ${unit} or score is not known: ${missing.join(", ")}.`}
          </p>
          <HiddenTable
            caption={caption}
            columns={["Group", "Adjusted score", "Interval", column, "On the frontier"]}
            rows={points.map(({ name, x, y, interval, isFrontier }) => [
              name,
              formatScore(y),
              rangeWords(interval, formatScore),
              format(x),
              isFrontier ? "yes" : "no",
            ])}
          />
        </>
      )}
    </Card>
  );
}
