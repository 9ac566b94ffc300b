import type { ReportHead } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { ChartBox } from "../charts/chart-box.tsx";
import { chartOptions } from "../charts/chart-options.ts";
import { HiddenTable } from "../charts/hidden-table.tsx";
import { useChartColors } from "../charts/use-chart-colors.ts";
import { Card } from "../ui/card.tsx";
import { runsData } from "./runs-data.ts";
import { timeAxisOf } from "./time-axis.ts";

type RunsOverTimeProps = {
  readonly head: ReportHead;
  readonly buckets: readonly { readonly from: string; readonly runs: number }[];
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open?: (index: number) => void;
};

/** Completed runs a bucket. */
export function RunsOverTime({ head, buckets, open }: RunsOverTimeProps): ReactNode {
  const colors = useChartColors();
  const { unit } = head.window;
  const { labels, titles } = useMemo(() => timeAxisOf(buckets, head), [buckets, head]);
  const data = useMemo(() => runsData(buckets, labels, colors), [buckets, labels, colors]);
  const options = useMemo(
    () => chartOptions(colors, { titles, tick: formatCount, value: formatCount }, open),
    [colors, titles, open],
  );
  const caption = `Completed runs per ${unit}`;
  return (
    <Card
      title="Runs over time"
      definition="runsOverTime"
      aside={<span className="text-xs text-muted">per {unit}</span>}
    >
      <ChartBox type="bar" data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[unit, "Runs"]}
        rows={buckets.map(({ runs }, index) => [titles[index] ?? "", formatCount(runs)])}
      />
    </Card>
  );
}
