import type { Em, FactGeneration } from "@evalboard/db";
import { currentGeneration } from "@evalboard/facts";
import { type AskedWindow, type Counted, countedFacts, countedRuns, type Subject } from "./rows.ts";
import {
  histogramOfFacts,
  histogramOfRuns,
  latenciesOfFacts,
  latenciesOfRuns,
  type BinRow,
  type LatencyBinsRow,
} from "./spread.ts";
import { newestStrata, strata } from "./strata.ts";
import { cells, datasets, models, outcomes, overTime, promptVersions, summary } from "./sums.ts";

/** Opens a source of the figures of a window, in the snapshot of `em`. */
export type SourceOf = (em: Em, asked: AskedWindow) => FigureSource | Promise<FigureSource>;

/**
 * Where the figures of the completed runs of one window come from, all of one snapshot of the database. Lists are whole and
 * in no order: ranking and cutting are the report's. Every figure is a mergeable sum or follows from some.
 */
export interface FigureSource extends Sums {
  /** Results with a measured latency, by bucket; buckets without any have no row. */
  latencies(): Promise<LatencyBinsRow[]>;
  /** Scored runs per bin of their average score; bins without any may have no row. */
  histogram(): Promise<BinRow[]>;
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
  return (generation && factsSource(em, asked, generation)) ?? runsSource(em, asked);
}

/**
 * Figures by sums of facts: what they cost grows with the models, datasets and prompts, and not with the runs. Null where
 * the facts cannot tell what is asked.
 */
export function factsSource(em: Em, asked: AskedWindow, generation: FactGeneration): FigureSource | null {
  const facts = countedFacts(em, asked, generation);
  return (
    facts && {
      ...sumsOf(facts),
      latencies: () => latenciesOfFacts(em, asked.window, generation),
      histogram: () => histogramOfFacts(em, asked.window, generation),
    }
  );
}

/** Figures by aggregations over the runs themselves, whose cost grows with the runs in the window. */
export function runsSource(em: Em, { window }: Pick<AskedWindow, "window">): FigureSource {
  return {
    ...sumsOf(countedRuns(em, window)),
    latencies: () => latenciesOfRuns(em, window),
    histogram: () => histogramOfRuns(em, window),
  };
}

function sumsOf(counted: Counted) {
  return {
    summary: (subject?: Subject) => summary(counted, subject),
    overTime: (subject?: Subject) => overTime(counted, subject),
    outcomes: () => outcomes(counted),
    models: (subject?: Subject) => models(counted, subject),
    datasets: (subject?: Subject) => datasets(counted, subject),
    promptVersions: (subject: Subject) => promptVersions(counted, subject),
    cells: (modelIds: readonly string[], datasetIds: readonly string[]) =>
      cells(counted, modelIds, datasetIds),
    strata: (subject: Subject) => strata(counted, subject),
    newestStrata: () => newestStrata(counted),
  };
}
