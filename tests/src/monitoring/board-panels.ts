import type { Panel } from "@grafana/schema";
import { timePanel } from "./panel.ts";

/** Every server over one database has the same board: one line for all of them. */
const ofBoard = (name: string, by: string) => `max by (${by}) (evalboard_${name}{@, period="$period"})`;

/** What the board says, over time. */
export const boardPanels: readonly Panel[] = [
  timePanel({
    title: "Models: adjusted score",
    description:
      "Of the ten best models, adjusted for the datasets that each ran; none where a model stands apart.",
    unit: "none",
    lines: { "{{model}}": ofBoard("model_adjusted_score", "model") },
  }),
  timePanel({
    title: "Models: mean score",
    description: "Mean of the runs' average scores.",
    unit: "none",
    lines: { "{{model}}": ofBoard("model_score", "model") },
    min: 0,
    max: 1,
  }),
  timePanel({
    title: "Models: broken calls",
    description: "Share of a model's items whose call broke.",
    unit: "percentunit",
    lines: { "{{model}}": ofBoard("model_error_ratio", "model") },
    min: 0,
  }),
  timePanel({
    title: "Models: latency",
    description: "Mean of the runs' mean latencies.",
    unit: "s",
    lines: { "{{model}}": ofBoard("model_latency_seconds", "model") },
    min: 0,
  }),
  timePanel({
    title: "Datasets: mean score",
    description: "Of the ten most used and the ten hardest datasets.",
    unit: "none",
    lines: { "{{dataset}}": ofBoard("dataset_score", "dataset") },
    min: 0,
    max: 1,
  }),
  timePanel({
    title: "Prompts: what the newest version did",
    description:
      "Mean score less that of the version before, over the items that both ran. A prompt whose newest version is worse beyond chance has a line of its own.",
    unit: "none",
    lines: {
      "{{prompt}}": ofBoard("prompt_change_difference", "prompt"),
      "{{prompt}} is worse": `max by (prompt) (evalboard_prompt_change_difference{@, period="$period"} and ignoring (verdict) evalboard_prompt_change_verdict{@, period="$period", verdict="worse"} == 1)`,
    },
  }),
  timePanel({
    title: "All runs",
    description:
      "Of the whole period: the mean score, the share of scored items that passed, the share of items whose call broke.",
    unit: "none",
    lines: {
      score: ofBoard("board_score", "period"),
      passed: ofBoard("board_pass_ratio", "period"),
      broken: ofBoard("board_error_ratio", "period"),
    },
    min: 0,
    max: 1,
  }),
  timePanel({
    title: "Runs of the period",
    description: "Completed runs by model.",
    unit: "short",
    lines: { all: ofBoard("board_runs", "period"), "{{model}}": ofBoard("model_runs", "model") },
    min: 0,
  }),
  timePanel({
    title: "List price",
    description: "US dollars, of the runs that have a price.",
    unit: "currencyUSD",
    lines: {
      all: ofBoard("board_cost_dollars", "period"),
      "{{model}}": ofBoard("model_cost_dollars", "model"),
    },
    min: 0,
  }),
  timePanel({
    title: "How old the board is",
    description: "By server; beyond a minute it could not be computed again.",
    unit: "s",
    lines: { "{{instance}}": `evalboard_board_age_seconds{@, period="$period"}` },
    min: 0,
  }),
];
