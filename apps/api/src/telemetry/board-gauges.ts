import { type StatsReport, Verdict } from "@evalboard/contract";
import { Gauge, type Registry } from "@prometheus-io/client";

/** The periods whose boards are told of. */
export const gaugedPeriods = ["24h", "7d"] as const;
type GaugedPeriod = (typeof gaugedPeriods)[number];

/** A figure of the board, for who watches it over time. */
interface BoardGauges {
  /**
   * Takes over these boards, all at once; a period that is missing could not be had, and has no figures. Of a list no more is told than
   * the board shows: ten models, ten most used and ten hardest datasets, ten prompts.
   */
  set(boards: ReadonlyMap<GaugedPeriod, StatsReport | undefined>, now: Date): void;
}

/** Adds the board's own figures to what is told. Scores, rates and differences are ratios, in [0, 1] and [-1, 1]. */
export function boardGauges(registry: Registry): BoardGauges {
  const made: Gauge<string>[] = [];
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => {
    const one = new Gauge<string>({ name: `evalboard_${name}`, help, labelNames, registers: [registry] });
    made.push(one);
    // What the board does not know has no series.
    return (labels: Readonly<Record<Label, string>>, value: number | null) => {
      if (value !== null) one.set(labels, value);
    };
  };
  const available = gauge("board_available", "Whether the board could be had for this scrape", ["period"]);
  const stale = gauge("board_stale", "Whether the board is an old one, since no newer could be had", [
    "period",
  ]);
  const age = gauge("board_age_seconds", "How long ago the board was computed", ["period"]);
  const figures = {
    board: figuresOf("board", ["period"]),
    model: figuresOf("model", ["period", "model"]),
    dataset: figuresOf("dataset", ["period", "dataset"]),
  };
  const adjustedModel = gauge("model_adjusted_score", adjusted, ["period", "model"]);
  const adjustedDataset = gauge("dataset_adjusted_score", adjusted, ["period", "dataset"]);
  const difference = gauge(
    "prompt_change_difference",
    "Mean score of a prompt's newest version less that of the one before it, over the items that both ran",
    ["period", "prompt"],
  );
  const verdict = gauge(
    "prompt_change_verdict",
    "1 at the verdict on a prompt's newest version, 0 at others",
    ["period", "prompt", "verdict"],
  );

  function figuresOf<Label extends string>(of: string, labelNames: readonly Label[]) {
    const runs = gauge(`${of}_runs`, `Completed runs of the period`, labelNames);
    const score = gauge(`${of}_score`, "Mean of the runs' average scores", labelNames);
    const passes = gauge(`${of}_pass_ratio`, "Share of the scored items that passed", labelNames);
    const errors = gauge(`${of}_error_ratio`, "Share of the items whose call broke", labelNames);
    const latency = gauge(`${of}_latency_seconds`, "Mean of the runs' mean latencies", labelNames);
    const cost = gauge(`${of}_cost_dollars`, "List price of the runs that have one", labelNames);
    return (labels: Readonly<Record<Label, string>>, summary: Figures) => {
      runs(labels, summary.runs);
      score(labels, summary.averageScore);
      passes(labels, summary.passRate);
      errors(labels, summary.errorRate);
      latency(labels, summary.meanLatencyMs === null ? null : summary.meanLatencyMs / 1_000);
      cost(labels, summary.costUsd);
    };
  }

  const setBoard = (period: GaugedPeriod, board: StatsReport, now: Date) => {
    stale({ period }, board.stale ? 1 : 0);
    age({ period }, Math.max(0, now.getTime() - Date.parse(board.generatedAt)) / 1_000);
    figures.board({ period }, board.summary);
    for (const model of board.topModels) {
      const labels = { period, model: `${model.provider}/${model.name}` };
      figures.model(labels, model);
      adjustedModel(labels, model.adjustedScore);
    }
    for (const dataset of [...board.topDatasets, ...board.hardestDatasets]) {
      const labels = { period, dataset: dataset.name };
      figures.dataset(labels, dataset);
      adjustedDataset(labels, dataset.adjustedScore);
    }
    for (const change of board.promptChanges) {
      const labels = { period, prompt: change.name };
      difference(labels, change.difference);
      if (change.verdict === null) continue;
      for (const one of Verdict.options) verdict({ ...labels, verdict: one }, change.verdict === one ? 1 : 0);
    }
  };

  return {
    set(boards, now) {
      for (const one of made) one.reset();
      for (const period of gaugedPeriods) {
        const board = boards.get(period);
        available({ period }, board ? 1 : 0);
        if (board) setBoard(period, board, now);
      }
    },
  };
}

const adjusted = "Score adjusted for what it was run with; none where it stands apart";

type Figures = Pick<
  StatsReport["summary"],
  "runs" | "averageScore" | "passRate" | "errorRate" | "meanLatencyMs" | "costUsd"
>;
