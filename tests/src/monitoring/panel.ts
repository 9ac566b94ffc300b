import {
  type DataQuery,
  type GraphFieldConfig,
  LegendDisplayMode,
  type Panel,
  SortOrder,
  TooltipDisplayMode,
  type VizLegendOptions,
  type VizTooltipOptions,
} from "@grafana/schema";

const datasource = { type: "prometheus", uid: "${datasource}" };

/** Of the servers that are chosen. */
const chosen = 'instance=~"$instance"';

interface TimePanel {
  readonly title: string;
  readonly description: string;
  /** A unit by Grafana's name for it. */
  readonly unit: "s" | "bytes" | "percentunit" | "short" | "reqps" | "ops" | "none" | "currencyUSD";
  /** An expression of each line, by what the line is called, in which `{{label}}` stands for a label. */
  readonly lines: Readonly<Record<string, string>>;
  readonly min?: number;
  readonly max?: number;
}

/** A chart over time. In expressions `{@}` becomes the choice of servers, `{@, …}` that and more. */
export function timePanel({ title, description, unit, lines, min, max }: TimePanel): Panel {
  const targets: PrometheusQuery[] = Object.entries(lines).map(([legendFormat, expression], index) => ({
    refId: String.fromCodePoint("A".codePointAt(0)! + index),
    datasource,
    expr: expression.replaceAll("{@", `{${chosen}`),
    legendFormat,
    range: true,
  }));
  const custom: GraphFieldConfig = { lineWidth: 1, fillOpacity: 0, spanNulls: false };
  const legend: VizLegendOptions = {
    calcs: ["lastNotNull"],
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- Grafana declares this enum twice
    displayMode: LegendDisplayMode.Table,
    placement: "right",
    showLegend: true,
  };
  const tooltip: VizTooltipOptions = {
    mode: TooltipDisplayMode.Multi,
    sort: SortOrder.Descending,
  };
  return {
    type: "timeseries",
    title,
    description,
    datasource,
    targets: targets.map((target) => ({ ...target })),
    fieldConfig: {
      defaults: {
        unit,
        custom: { ...custom },
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
      },
      overrides: [],
    },
    options: { legend, tooltip },
  };
}

interface PrometheusQuery extends DataQuery {
  readonly expr: string;
  readonly legendFormat: string;
  readonly range: boolean;
}
