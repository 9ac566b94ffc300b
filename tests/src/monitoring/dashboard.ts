import {
  type Dashboard,
  type Panel,
  type RowPanel,
  type VariableModel,
  VariableRefresh,
} from "@grafana/schema";
import { serverPanels } from "./server-panels.ts";
import { boardPanels } from "./board-panels.ts";

/**
 * The dashboard for Grafana, of which `monitoring/grafana-dashboard.json` is made, by
 * `pnpm --filter @evalboard/tests dashboard`. Its shape is checked by Grafana's own types.
 */
export function dashboard(): Dashboard {
  return {
    uid: "evalboard",
    title: "EvalBoard",
    description: "The server at work, and what the board says of models, datasets and prompts.",
    tags: ["evalboard"],
    schemaVersion: 41,
    editable: true,
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    timezone: "browser",
    templating: { list: variables },
    annotations: { list: [] },
    panels: placed([
      { title: "Board, $period", panels: boardPanels },
      { title: "Server", panels: serverPanels },
    ]),
  };
}

const variables: VariableModel[] = [
  { name: "datasource", type: "datasource", label: "Prometheus", query: "prometheus" },
  {
    name: "instance",
    type: "query",
    label: "Server",
    datasource: { type: "prometheus", uid: "${datasource}" },
    query: { query: "label_values(evalboard_board_available, instance)", refId: "instance" },
    refresh: VariableRefresh.onTimeRangeChanged,
    multi: true,
    includeAll: true,
    allValue: ".*",
  },
  {
    name: "period",
    type: "custom",
    label: "Period",
    query: "7d,24h",
    current: { selected: true, text: "7d", value: "7d" },
    options: [
      { selected: true, text: "7d", value: "7d" },
      { selected: false, text: "24h", value: "24h" },
    ],
  },
];

interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Grafana's grid has 24 columns: two panels a line, each section below its title. */
function placed(sections: readonly Section[]): (Panel | RowPanel)[] {
  const [width, height] = [12, 8];
  const all: (Panel | RowPanel)[] = [];
  let y = 0;
  for (const { title, panels } of sections) {
    all.push({
      id: all.length + 1,
      type: "row",
      title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: 24, h: 1 },
    });
    for (const [index, panel] of panels.entries()) {
      const gridPos = {
        x: (index % 2) * width,
        y: y + 1 + Math.floor(index / 2) * height,
        w: width,
        h: height,
      };
      all.push({ ...panel, id: all.length + 1, gridPos });
    }
    y += 1 + Math.ceil(panels.length / 2) * height;
  }
  return all;
}
