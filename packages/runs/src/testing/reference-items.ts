import type { DatasetItems, DatasetVersions, ItemHistory } from "@evalboard/contract";
import type { BoardResult, StoredRun } from "./board.ts";
import { instantOf } from "./board.ts";

/** What numbered models, datasets and prompt versions stand for, by their numbers. */
export interface StandFor {
  readonly model: readonly number[];
  readonly dataset: readonly number[];
  readonly version: readonly number[];
}

/** An answer to an item, with the run that it is of. */
interface Answer extends BoardResult {
  readonly run: StoredRun;
  readonly position: number;
  readonly model: number;
  readonly version: number;
}

/** The answers of a dataset's completed runs, the latest first; `limit` is how many runs are looked at. */
export function answersOf(
  board: readonly StoredRun[],
  names: StandFor,
  dataset: number,
  { from = -Infinity, limit = Infinity } = {},
): Answer[] {
  return board
    .filter((run) => run.status === "completed" && names.dataset[run.dataset] === names.dataset[dataset])
    .filter((run) => run.completedAt >= from)
    .toSorted((a, b) => b.completedAt - a.completedAt || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .flatMap((run) =>
      run.results
        .map((result, index) => ({
          ...result,
          run,
          position: index + 1,
          model: names.model[run.model]!,
          version: names.version[run.version]!,
        }))
        .toReversed(),
    );
}

const isScored = (answer: Answer) => typeof answer.score === "number";
const hasPassed = (answer: Answer) => isScored(answer) && (answer.passed ?? answer.score! >= 0.5);
const groupedBy = (answers: readonly Answer[], keyOf: (answer: Answer) => string) => [
  ...Map.groupBy(answers, keyOf).values(),
];
const stripOf = ({ model, version }: Answer) => `${model} ${version}`;

function figuresOf(answers: readonly Answer[]) {
  const scored = answers.filter(isScored);
  const sum = scored.reduce((total, { score }) => total + score!, 0);
  return {
    scored: scored.length,
    passed: scored.filter(hasPassed).length,
    averageScore: scored.length === 0 ? null : sum / scored.length,
  };
}

/** The strips of an item in the order of their models and versions; each answer by its run and position. */
export function referenceStrips(answers: readonly Answer[], item: string) {
  const own = answers.filter((answer) => answer.item === item);
  return groupedBy(own, stripOf)
    .toSorted(([a], [b]) => a!.model - b!.model || a!.version - b!.version)
    .map((strip) => ({
      model: strip[0]!.model,
      version: strip[0]!.version,
      ...figuresOf(strip),
      answers: strip.toReversed().map((answer) => ({
        runId: answer.run.id,
        position: answer.position,
        completedAt: instantOf(answer.run.completedAt),
        score: answer.score ?? null,
        passed: isScored(answer) ? hasPassed(answer) : null,
      })),
    })) satisfies readonly Partial<Record<keyof ItemHistory["strips"][number], unknown>>[];
}

/** Every item with its figures, and whether it tells models apart; in no order. */
export function referenceItems(answers: readonly Answer[]) {
  return groupedBy(answers, ({ item }) => item).map((own) => {
    const scored = own.filter(isScored);
    const models = new Set(scored.map(({ model }) => model)).size;
    const strips = groupedBy(scored, stripOf).map((strip) => strip.toReversed());
    const pairs = strips.flatMap((strip) =>
      strip.slice(1).map((answer, at) => [strip[at]!, answer] as const),
    );
    const figures = figuresOf(own);
    return {
      itemKey: own[0]!.item,
      itemName: own[0]!.texts?.itemName ?? null,
      input: own[0]!.texts?.input ?? null,
      ...figures,
      models,
      flips: pairs.filter(([before, after]) => hasPassed(before) !== hasPassed(after)).length,
      followed: pairs.length,
      tellsNothing: models > 1 && (figures.passed === 0 || figures.passed === figures.scored),
    } satisfies DatasetItems["items"][number] & { tellsNothing: boolean };
  });
}

/** The sets of items by their runs, oldest first asked first. */
export function referenceSets(answers: readonly Answer[]) {
  const byRun = groupedBy(answers, ({ run }) => run.id).map((own) => ({
    run: own[0]!.run,
    items: new Map(
      [...Map.groupBy(own, ({ item }) => item)].map(([item, asked]) => [
        item,
        [...new Set(asked.map(({ texts }) => `${texts?.input ?? ""}|${texts?.expected ?? ""}`))]
          .toSorted()
          .join(),
      ]),
    ),
  }));
  const sets = Map.groupBy(byRun, ({ items }) =>
    JSON.stringify([...items].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
  const sorted = [...sets.values()].map((runs) => ({
    items: runs[0]!.items,
    runs: runs.length,
    first: Math.min(...runs.map(({ run }) => run.completedAt)),
    last: Math.max(...runs.map(({ run }) => run.completedAt)),
  }));
  return sorted.map((set) => ({
    ...set,
    changeFrom: (before: ReadonlyMap<string, string>): DatasetVersions["versions"][number]["change"] => ({
      added: [...set.items.keys()].filter((item) => !before.has(item)).length,
      gone: [...before.keys()].filter((item) => !set.items.has(item)).length,
      changed: [...set.items].filter(([item, asks]) => before.has(item) && before.get(item) !== asks).length,
    }),
  }));
}
