import type { RunGroup } from "@evalboard/contract";
import { instantOf, type StoredRun, textsOf } from "./board.ts";

// A comparison by plain loops over the same runs, written from the contract's words.

/** One item of both groups. */
export interface ReferenceItem {
  readonly datasetId: string;
  readonly itemKey: string;
  readonly baseline: number;
  readonly candidate: number;
  readonly baselineResults: number;
  readonly candidateResults: number;
  readonly baselinePasses: boolean;
  readonly candidatePasses: boolean;
  /** Run and position of the answers that stand for the item. */
  readonly baselineAnswer: readonly [string, number];
  readonly candidateAnswer: readonly [string, number];
}

interface Answer {
  readonly run: StoredRun;
  readonly itemKey: string;
  readonly position: number;
  readonly score: number;
  readonly passed: boolean;
}

/** The completed runs that a group asks for, without limited ones where it has others; a run that it names is all of it. */
function runsOfGroup(board: readonly StoredRun[], group: RunGroup): StoredRun[] {
  const asked = completedOf(board, group);
  const whole = asked.filter((run) => run.limited !== true);
  return group.runId !== undefined || whole.length === 0 ? asked : whole;
}

function completedOf(board: readonly StoredRun[], group: RunGroup): StoredRun[] {
  return board.filter(
    (run) =>
      run.status === "completed" &&
      (group.runId === undefined || run.id === group.runId) &&
      (group.modelId === undefined || run.modelId === group.modelId) &&
      (group.datasetId === undefined || run.datasetId === group.datasetId) &&
      (group.promptVersionId === undefined || run.promptVersionId === group.promptVersionId) &&
      Object.entries(group.tags ?? {}).every(([name, value]) => run.tags?.[name] === value) &&
      (group.label === undefined || run.label === group.label) &&
      (group.completedFrom === undefined || instantOf(run.completedAt) >= group.completedFrom) &&
      (group.completedTo === undefined || instantOf(run.completedAt) < group.completedTo),
  );
}

/** Both groups as they are compared, or what is said against them. */
export function referenceGroups(
  board: readonly StoredRun[],
  asked: { readonly baseline: RunGroup; readonly candidate: RunGroup },
): { readonly baseline: StoredRun[]; readonly candidate: StoredRun[] } | RegExp {
  const baseline = runsOfGroup(board, asked.baseline);
  const candidate = runsOfGroup(board, asked.candidate);
  if (baseline.length === 0) return /^baseline/;
  if (candidate.length === 0) return /^candidate/;
  const both = baseline.filter((run) => candidate.includes(run));
  if (both.length === baseline.length && both.length === candidate.length) return /^candidate: is the same/;
  const rest = (runs: StoredRun[]) => runs.filter((run) => !both.includes(run));
  if (both.length === baseline.length) return { baseline, candidate: rest(candidate) };
  if (both.length === candidate.length) return { baseline: rest(baseline), candidate };
  return both.length === 0 ? { baseline, candidate } : /^candidate: .* are in baseline too/;
}

/** What an item is paired within. */
export function referenceMatching(baseline: readonly StoredRun[], candidate: readonly StoredRun[]) {
  const isMatched = (id: "modelId" | "promptVersionId") => {
    const first = new Set(baseline.map((run) => run[id]));
    const second = new Set(candidate.map((run) => run[id]));
    return (first.size > 1 || second.size > 1) && [...first].some((value) => second.has(value));
  };
  return [
    ...(isMatched("modelId") ? (["model"] as const) : []),
    ...(isMatched("promptVersionId") ? (["promptVersion"] as const) : []),
  ];
}

/** The items that both groups share, in the order of a page. */
export function referenceItems(
  baseline: readonly StoredRun[],
  candidate: readonly StoredRun[],
): ReferenceItem[] {
  const cellOf = cellsOf(baseline, candidate);
  const [first, second] = [answersOf(baseline), answersOf(candidate)];
  const shared = new Set(
    first.map(cellOf).filter((cell) => second.some((answer) => cellOf(answer) === cell)),
  );
  const inShared = (answers: Answer[]) => answers.filter((answer) => shared.has(cellOf(answer)));
  const byItem = [...Map.groupBy(inShared(first), itemOf)].map(([item, ofBaseline]): ReferenceItem => {
    const ofCandidate = inShared(second).filter((answer) => itemOf(answer) === item);
    return {
      datasetId: ofBaseline[0]!.run.datasetId,
      itemKey: ofBaseline[0]!.itemKey,
      baseline: mean([...Map.groupBy(ofBaseline, cellOf).values()].map(meanScore)),
      candidate: mean([...Map.groupBy(ofCandidate, cellOf).values()].map(meanScore)),
      baselineResults: ofBaseline.length,
      candidateResults: ofCandidate.length,
      baselinePasses: passes(ofBaseline),
      candidatePasses: passes(ofCandidate),
      baselineAnswer: latestOf(ofBaseline),
      candidateAnswer: latestOf(ofCandidate),
    };
  });
  return byItem.toSorted(
    (a, b) =>
      movedOf(b) - movedOf(a) ||
      Buffer.compare(Buffer.from(a.datasetId), Buffer.from(b.datasetId)) ||
      Buffer.compare(Buffer.from(a.itemKey), Buffer.from(b.itemKey)),
  );
}

/** A group's mean per item that has a score, and whether the item passes. */
export function referenceMeans(runs: readonly StoredRun[]) {
  return [...Map.groupBy(answersOf(runs), itemOf).values()].map((answers) => ({
    mean: meanScore(answers),
    passes: passes(answers),
  }));
}

/** How many of the shared items were asked otherwise, as the latest shared answers were. */
export function referenceChanged(
  items: readonly ReferenceItem[],
  baseline: readonly StoredRun[],
  candidate: readonly StoredRun[],
): number {
  const askedBy = (runs: readonly StoredRun[], [id]: readonly [string, number], item: string) =>
    JSON.stringify(textsOf(item, runs.find((run) => run.id === id)!.edition));
  return items.filter(
    (item) =>
      askedBy(baseline, item.baselineAnswer, item.itemKey) !==
      askedBy(candidate, item.candidateAnswer, item.itemKey),
  ).length;
}

/** A metric's means, item by item, of those that both groups have it of. */
export function referenceMetric(
  name: string,
  baseline: readonly StoredRun[],
  candidate: readonly StoredRun[],
): { readonly baseline: number; readonly candidate: number }[] {
  const cellOf = cellsOf(baseline, candidate);
  const valuesOf = (runs: readonly StoredRun[]) =>
    runs.flatMap((run) =>
      run.results.flatMap(({ item, metrics }) => {
        const value = metrics?.[name];
        return typeof value === "number" ? [{ run, itemKey: item, value }] : [];
      }),
    );
  const [first, second] = [valuesOf(baseline), valuesOf(candidate)].map((values) =>
    Map.groupBy(values, cellOf),
  );
  const cells = [...first!].flatMap(([cell, ofBaseline]) => {
    const ofCandidate = second!.get(cell);
    if (!ofCandidate) return [];
    const meanOf = (values: typeof ofBaseline) => mean(values.map(({ value }) => value));
    return [{ item: itemOf(ofBaseline[0]!), baseline: meanOf(ofBaseline), candidate: meanOf(ofCandidate) }];
  });
  // Without the crumbs of floating point, of which decimals leave none.
  const rounded = (values: readonly number[]) => Number(mean(values).toFixed(12));
  return [...Map.groupBy(cells, ({ item }) => item).values()].map((ofItem) => ({
    baseline: rounded(ofItem.map((cell) => cell.baseline)),
    candidate: rounded(ofItem.map((cell) => cell.candidate)),
  }));
}

function answersOf(runs: readonly StoredRun[]): Answer[] {
  return runs.flatMap((run) =>
    run.results.flatMap(({ item, score, passed = (score ?? 0) >= 0.5 }, index) =>
      typeof score === "number" ? [{ run, itemKey: item, position: index + 1, score, passed }] : [],
    ),
  );
}

type Placed = Pick<Answer, "run" | "itemKey">;
const itemOf = ({ run, itemKey }: Placed) => JSON.stringify([run.datasetId, itemKey]);
/** What is like: an item within what is matched. */
function cellsOf(baseline: readonly StoredRun[], candidate: readonly StoredRun[]) {
  const matched = referenceMatching(baseline, candidate);
  return ({ run, itemKey }: Placed) =>
    JSON.stringify([
      run.datasetId,
      itemKey,
      matched.includes("model") && run.modelId,
      matched.includes("promptVersion") && run.promptVersionId,
    ]);
}
/** At least half of them. */
const passes = (answers: readonly Answer[]) =>
  2 * answers.filter(({ passed }) => passed).length >= answers.length;
/** What is too small for a double counts as 0 there, so it does here too: 0 and next to 0 are not tested alike. */
const TOO_SMALL = 1e-300;

function meanScore(answers: readonly Answer[]): number {
  const score = mean(answers.map((answer) => answer.score));
  return score * answers.length < TOO_SMALL ? 0 : score;
}
const movedOf = ({ baseline, candidate }: ReferenceItem) => Math.round(Math.abs(candidate - baseline) * 1e9);

function latestOf(answers: readonly Answer[]): [string, number] {
  const { run, position } = answers.toSorted(
    (a, b) =>
      b.run.completedAt - a.run.completedAt || (a.run.id < b.run.id ? 1 : -1) || b.position - a.position,
  )[0]!;
  return [run.id, position];
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Unbiased; null below two values. */
export function varianceOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
