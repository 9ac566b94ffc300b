import type { Em } from "@evalboard/db";
import { currentGeneration } from "@evalboard/facts";
import { strataByDataset, type StrataKeys } from "./item-answers.ts";
import { windowItems, versionItems } from "./items.ts";
import { type Memory, openMemory } from "./kept-figures.ts";
import { type MetricRow, metricsOfFacts, metricsOfRuns } from "./metrics.ts";
import { pairHistories, pairs } from "./pairs.ts";
import { type AskedWindow, type Counted, countedFacts, countedRuns, type Narrowing } from "./rows.ts";
import { firstRuns } from "./first-runs.ts";
import {
  latenciesByModel,
  type LatencyBinsOfModelRow,
  type Spread,
  spreadOfFacts,
  spreadOfRuns,
} from "./spread.ts";
import { newestVersions, strata } from "./strata.ts";
import {
  datasets,
  models,
  overTime,
  overTimeByDataset,
  overTimeByModel,
  promptVersions,
  scoresOverTime,
  summary,
} from "./sums.ts";

/** Opens a source of the figures of a window, in the snapshot of `em`. */
export type SourceOf = (em: Em, asked: AskedWindow) => FigureSource | Promise<FigureSource>;

/**
 * Where the figures of the completed runs of one window come from, all of one snapshot of the database. Lists are whole and
 * in no order: ranking and cutting are the report's. Every figure is a mergeable sum or follows from some.
 */
export interface FigureSource extends Sums {
  /** Of the current facts, also where the window has to be computed from the runs; null while there are none. */
  readonly memory: Memory | null;
  spread(): Promise<Spread>;
  /** How the latencies of these models are spread in each bucket. */
  latenciesByModel(modelIds: readonly string[]): Promise<LatencyBinsOfModelRow[]>;
  /** Every metric of the runs, in no order. */
  metrics(): Promise<MetricRow[]>;
}

/** The queries that facts and runs have in common. */
type Sums = ReturnType<typeof sumsOf>;

/**
 * The facts, or the runs themselves for what no facts are kept of: while those of this zone are being built, such as after
 * the zone was changed, and for a day by hours that are no longer kept, or in which the zone's offset changed by less than
 * an hour. The figures are the same; such a report costs more, the more runs are in its window.
 */
export async function factsOrRuns(em: Em, asked: AskedWindow): Promise<FigureSource> {
  const generation = await currentGeneration(em, asked.timeZone);
  const memory = generation && openMemory(em, generation, asked.kept ?? null);
  return (memory && factsSource(em, asked, memory)) ?? runsSource(em, asked, memory);
}

/**
 * Figures by sums of facts: what they cost grows with the models, datasets and prompts, and not with the runs. Null where
 * the facts cannot tell what is asked.
 */
export function factsSource(em: Em, asked: AskedWindow, memory: Memory): FigureSource | null {
  const facts = countedFacts(em, asked, memory);
  if (!facts) return null;
  const { window, where } = asked;
  const { generation } = memory;
  return {
    ...sumsOf(facts),
    memory,
    // Histograms are kept of the whole board alone.
    spread: () => (isWhole(where) ? spreadOfFacts(em, window, generation) : spreadOfRuns(em, window, where)),
    latenciesByModel: (modelIds) => latenciesByModel(em, window, where, modelIds),
    metrics: () => metricsOfFacts(facts),
  };
}

/** Figures by aggregations over the runs themselves, whose cost grows with the runs in the window. */
export function runsSource(
  em: Em,
  asked: Pick<AskedWindow, "window" | "where">,
  memory: Memory | null = null,
): FigureSource {
  const runs = countedRuns(em, asked, memory);
  return {
    ...sumsOf(runs),
    memory,
    spread: () => spreadOfRuns(em, asked.window, asked.where),
    latenciesByModel: (modelIds) => latenciesByModel(em, asked.window, asked.where, modelIds),
    metrics: () => metricsOfRuns(runs),
  };
}

function isWhole(where: Narrowing): boolean {
  return Object.values(where).every((value) => value === undefined);
}

function sumsOf(counted: Counted) {
  // Both queries of items go by them.
  let keys: ReturnType<StrataKeys> | undefined;
  const keysOf: StrataKeys = () => (keys ??= strataByDataset(counted));
  return {
    summary: () => summary(counted),
    overTime: () => overTime(counted),
    models: () => models(counted),
    datasets: () => datasets(counted),
    promptVersions: () => promptVersions(counted),
    overTimeByDataset: () => overTimeByDataset(counted),
    overTimeByModel: (modelIds: readonly string[]) => overTimeByModel(counted, modelIds),
    scoresOverTime: (modelIds: readonly string[]) => scoresOverTime(counted, modelIds),
    firstRuns: () => firstRuns(counted),
    pairs: () => pairs(counted),
    pairHistories: () => pairHistories(counted),
    windowItems: () => windowItems(counted, keysOf),
    versionItems: () => versionItems(counted, keysOf),
    strata: () => strata(counted),
    newestVersions: () => newestVersions(counted),
  };
}
