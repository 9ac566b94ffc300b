import {
  type Answers,
  type ComparedSummary,
  type DatasetsAnswer,
  type Evidence,
  type LatencyAnswer,
  type ModelsAnswer,
  type NamedDataset,
  type NamedModel,
  type PromptChange,
  type PromptsAnswer,
  type RankedDataset,
  type RankedModel,
  type ReportHead,
} from "@evalboard/contract";
import { ANSWER_NAMES } from "@evalboard/contract/words";
import type { Rest, Rests } from "./ranking.ts";
import type { Window } from "./window.ts";

/** The parts of a board that its questions are answered from. */
export interface AnsweredBoard {
  readonly where: ReportHead["where"];
  readonly window: Pick<Window, "from" | "to" | "previous">;
  readonly summary: ComparedSummary;
  /** All of them, the best first. */
  readonly models: readonly RankedModel[];
  /** All of them, the hardest first. */
  readonly datasets: readonly RankedDataset[];
  readonly rests: Rests;
  /** All of them, as on the board. */
  readonly changes: readonly PromptChange[];
}

/** The answers to the board's questions. */
export function answersOf(board: AnsweredBoard): Answers {
  return {
    models: modelsAnswer(board),
    datasets: datasetsAnswer(board),
    latency: latencyAnswer(board),
    prompts: promptsAnswer(board),
  };
}

function modelsAnswer(board: AnsweredBoard): ModelsAnswer {
  const { place, standing, joined, ...figures } = answerOfRanked(board.models, ({ modelId }) =>
    board.rests.models.get(modelId),
  );
  const dataset = joined?.apart?.join ?? null;
  const subject = standing && namedModel(standing);
  return {
    state: place === "first" ? "leads" : place,
    subject,
    ...figures,
    tied: firstOf(figures.tied, namedModel),
    join: joined && dataset && { model: namedModel(joined), dataset },
    evidence: subject && runsOf(board, { modelId: subject.modelId }),
  };
}

function datasetsAnswer(board: AnsweredBoard): DatasetsAnswer {
  const { place, standing, joined, ...figures } = answerOfRanked(board.datasets, ({ datasetId }) =>
    board.rests.datasets.get(datasetId),
  );
  const model = joined?.apart?.join ?? null;
  const subject = standing && namedDataset(standing);
  return {
    state: place === "first" ? "hardest" : place,
    subject,
    ...figures,
    tied: firstOf(figures.tied, namedDataset),
    join: joined && model && { dataset: namedDataset(joined), model },
    saturated: firstOf(
      board.datasets.filter(({ saturated }) => saturated),
      namedDataset,
    ),
    evidence: subject && runsOf(board, { datasetId: subject.datasetId }),
  };
}

type RankedSubject = RankedModel | RankedDataset;

/** Who is first of those in their order; `joined` is one that a further run would make comparable, where nobody is. */
function answerOfRanked<Subject extends RankedSubject>(
  all: readonly Subject[],
  restOf: (subject: Subject) => Rest | undefined,
) {
  const scored = all.filter(({ averageScore }) => averageScore !== null);
  const ranked = scored.filter(({ rankRange }) => rankRange !== null);
  const [first = null] = scored;
  const apart = scored.filter((subject) => subject.apart !== null).length;
  const nobody = {
    standing: null,
    joined: null,
    figure: null,
    interval: null,
    n: { runs: 0, items: 0, others: 0 },
    tied: [],
    apart,
  };
  if (first === null) return { ...nobody, place: "none" as const };
  const own = { ...nobody, standing: first, n: restOf(first) ?? ofOwn(first) };
  if (scored.length === 1) return { ...own, place: "only one" as const, ...estimateOf(first) };
  if (ranked.length === 0) {
    const joined = scored.find((subject) => (subject.apart?.join ?? null) !== null) ?? null;
    return { ...nobody, place: "apart" as const, joined };
  }
  const tied = notTold(first, ranked);
  const place = tied.length === 0 ? ("first" as const) : ("tied" as const);
  return { ...own, place, ...estimateOf(first), tied };
}

/** As its row has it: adjusted, for a plain mean is of whatever it happened to be run with; plain where it has no place. */
function estimateOf(subject: RankedSubject) {
  return subject.rankRange === null
    ? { figure: subject.averageScore, interval: subject.scoreInterval }
    : { figure: subject.adjustedScore, interval: subject.adjustedInterval };
}

/** Where nothing of it is compared. */
function ofOwn({ scoredRuns: runs, scoredItems: items }: RankedSubject): Rest {
  return { runs, items, others: 0 };
}

/** Those that the first of the ranked cannot be told from: as many as its range of places says, the highest ones. */
function notTold<Subject extends RankedSubject>(first: Subject, ranked: readonly Subject[]): Subject[] {
  const best = ({ rankRange }: Subject) => rankRange?.best ?? ranked.length;
  return ranked
    .slice(1)
    .toSorted((a, b) => best(a) - best(b))
    .slice(0, (first.rankRange?.worst ?? 1) - 1);
}

function firstOf<Subject, Named>(all: readonly Subject[], named: (subject: Subject) => Named) {
  return { count: all.length, first: all.slice(0, ANSWER_NAMES).map(named) };
}

function namedModel({ modelId, provider, name }: NamedModel): NamedModel {
  return { modelId, provider, name };
}

function namedDataset({ datasetId, name }: NamedDataset): NamedDataset {
  return { datasetId, name };
}

function latencyAnswer(board: AnsweredBoard): LatencyAnswer {
  const { latencyChange: change, measuredRuns } = board.summary;
  if (change === null || change.pairs === 0) {
    const state = measuredRuns === 0 ? "none" : "nothing before";
    return { state, ...nothingBefore, evidence: measuredRuns === 0 ? null : runsOf(board, {}) };
  }
  const { verdict, ...figures } = change;
  return { state: verdict, ...figures, evidence: windowsOf(board, change.mostMoved) };
}

const nothingBefore = {
  pairs: 0,
  runs: 0,
  previousRuns: 0,
  ratio: null,
  interval: null,
  pValue: null,
  mostMoved: null,
};

/** The runs of the model that moved most, in both windows. */
function windowsOf({ where, window }: AnsweredBoard, moved: NamedModel | null): Evidence | null {
  const { from, to, previous } = window;
  if (moved === null || previous === null) return null;
  const group = (start: Date, end: Date) => ({
    ...where,
    modelId: moved.modelId,
    completedFrom: start.toISOString(),
    completedTo: end.toISOString(),
  });
  return { kind: "comparison", baseline: group(previous.from, previous.to), candidate: group(from, to) };
}

function promptsAnswer({ where, changes }: AnsweredBoard): PromptsAnswer {
  const count = (verdict: PromptChange["verdict"]) =>
    changes.filter((change) => change.verdict === verdict).length;
  const change =
    changes.find(({ verdict }) => verdict === "improved" || verdict === "worse") ??
    changes.find(({ verdict }) => verdict !== null) ??
    null;
  return {
    state: change?.verdict ?? (changes.length === 0 ? "none" : "nothing to compare"),
    subject: change && {
      promptId: change.promptId,
      name: change.name,
      newer: change.newer.number,
      older: change.older.number,
    },
    figure: change?.difference ?? null,
    interval: change?.interval ?? null,
    n: {
      runs: change === null ? 0 : change.newer.comparedRuns + change.older.comparedRuns,
      items: change?.sharedItems ?? 0,
    },
    detectableChange: change?.detectableChange ?? null,
    counts: {
      improved: count("improved"),
      worse: count("worse"),
      noClearChange: count("no clear change"),
      tooLittle: count("too little to say"),
      nothingToCompare: count(null),
    },
    evidence: change && {
      kind: "comparison",
      baseline: ofVersion(where, change.older.promptVersionId),
      candidate: ofVersion(where, change.newer.promptVersionId),
    },
  };
}

/** The board's runs of one version; of what a board was narrowed to, a prompt and a version say nothing more. */
function ofVersion({ promptId: _prompt, ...where }: ReportHead["where"], promptVersionId: string) {
  return { ...where, promptVersionId };
}

/** The runs of the window that are of this too. */
function runsOf({ where, window }: AnsweredBoard, subject: ReportHead["where"]): Evidence {
  return {
    kind: "runs",
    where: { ...where, ...subject },
    completedFrom: window.from.toISOString(),
    completedTo: window.to.toISOString(),
  };
}
