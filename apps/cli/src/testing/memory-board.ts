import type {
  ComparedItem,
  CompareRuns,
  Comparison,
  DifferingTag,
  ListComparedItems,
  ListRuns,
  RunDetail,
  Catalogue,
  JudgedTogether,
  JudgeTogether,
  ListCatalogue,
  RunRow,
  StatsQuery,
  StatsReport,
} from "@evalboard/contract";
import type { FactsClient } from "../facts/work.ts";
import type { GatingClient } from "../gate/find-runs.ts";
import type { ReportClient } from "../report/command.ts";
import { comparisonOf } from "./gated-runs.ts";
import { memoryFacts } from "./memory-facts.ts";

/** A board of some runs that says of each candidate what a test tells it to. */
export class MemoryBoard {
  readonly verdicts = new Map<string, Comparison>();
  /** Pairs of external ids, baseline first, in the order in which they were compared. */
  readonly compared: [string, string][] = [];
  /** The changes that were judged together, in the order in which it was asked. */
  readonly judged: JudgeTogether["changes"][] = [];
  items: { lost: readonly ComparedItem[]; gained: readonly ComparedItem[] } = { lost: [], gained: [] };
  /** Most rows of a page of the list. */
  pageSize = 2;
  private readonly rows: readonly RunRow[];

  constructor(...rows: RunRow[]) {
    this.rows = rows.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  }

  /** What the board says; null where the server is away. */
  report: StatsReport | null = null;
  /** What it was asked for. */
  readonly asked: StatsQuery[] = [];
  readonly stats: ReportClient["stats"] = {
    get: {
      query: async (query) => {
        this.asked.push(query);
        if (this.report) return this.report;
        throw new TypeError("fetch failed");
      },
    },
    latencyByModel: {
      query: async () => {
        if (this.report) return { ...this.report, models: [] };
        throw new TypeError("fetch failed");
      },
    },
  };
  facts: FactsClient["facts"] = memoryFacts();
  /** In which tags its runs differ. */
  tagsApart: DifferingTag[] = [];
  readonly runs: GatingClient["runs"] & ReportClient["runs"] = {
    differingTags: { query: async () => this.tagsApart },
    get: { query: async ({ runId }) => this.detail(runId) },
    list: { query: async (query) => this.list(query) },
    compare: { query: async (pair) => this.compare(pair) },
    judge: { mutate: async (question) => this.judge(question) },
    comparedItems: { query: async (query) => this.comparedItems(query) },
    catalogue: { query: async (query) => this.catalogue(query) },
  };

  private detail(runId: string): RunDetail {
    const row = this.rows.find(({ id }) => id === runId);
    if (row) {
      const { model, dataset, prompt } = row;
      const recorded = { model, dataset: dataset.name, prompt: prompt.name };
      return {
        ...row,
        promptText: "The capital of {{country}}?",
        results: 40,
        textsRemovedAt: null,
        revisions: 0,
        higherIsBetter: {},
        recorded,
      };
    }
    throw Object.assign(new Error("no such run"), { data: { httpStatus: 404 } });
  }

  private catalogue({ text = "" }: ListCatalogue): Catalogue {
    const named = <Row extends { readonly name: string }>(rows: readonly Row[]) =>
      rows.filter(({ name }) => name.includes(text)).map((row) => ({ ...row, runs: 1 }));
    return {
      models: named(this.rows.map(({ model }) => model)),
      datasets: named(this.rows.map(({ dataset }) => dataset)),
      prompts: named(this.rows.map(({ prompt }) => prompt)).map((row) => ({ ...row, versions: [] })),
      labels: [],
      tags: [],
    };
  }

  private list(query: ListRuns) {
    const { externalId, label, tags = {}, status, modelId, datasetId, promptId, limit = 50, cursor } = query;
    const is = (wanted: string | undefined, value: string | null) => wanted === undefined || wanted === value;
    const found = this.rows.filter(
      (row) =>
        is(externalId, row.externalId) &&
        is(label, row.label) &&
        is(status, row.status) &&
        is(modelId, row.model.id) &&
        is(datasetId, row.dataset.id) &&
        is(promptId, row.prompt.id) &&
        Object.entries(tags).every(([name, value]) => row.tags[name] === value),
    );
    const from = Number(cursor ?? 0);
    const to = from + Math.min(limit, this.pageSize);
    return { runs: found.slice(from, to), nextCursor: to < found.length ? `${to}` : null };
  }

  private compare({ baseline, candidate }: CompareRuns): Comparison {
    const nameOf = (id: string | undefined) => this.rows.find((row) => row.id === id)?.externalId ?? "";
    this.compared.push([nameOf(baseline.runId), nameOf(candidate.runId)]);
    return this.verdicts.get(nameOf(candidate.runId)) ?? comparisonOf("no clear change", 0);
  }

  /** As the server's, by Bonferroni: Holm's first step for all, which is enough for tests of one change that stands out. */
  private judge({ changes }: JudgeTogether): JudgedTogether {
    this.judged.push(changes);
    return changes.map(({ difference, pValue, detectableChange }) => {
      const adjustedPValue = Math.min(1, (pValue ?? 1) * changes.length);
      const isSeen = detectableChange !== null && detectableChange <= 0.1;
      const unclear = isSeen ? "no clear change" : "too little to say";
      const clear = (difference ?? 0) < 0 ? "worse" : "improved";
      return { adjustedPValue, verdict: adjustedPValue < 0.05 ? clear : unclear };
    });
  }

  private comparedItems({ change, limit }: ListComparedItems) {
    return { items: this.items[change === "lost" ? "lost" : "gained"].slice(0, limit), nextCursor: null };
  }
}
