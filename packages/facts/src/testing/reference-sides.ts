// The sides of a change by plain loops over the runs' own results, written from what is said of `PairedSums`.

/** A completed run, of what its names stand for. */
export interface ReferenceRun {
  readonly model: string;
  readonly dataset: string;
  readonly version: string;
  readonly averageScore: number | null;
  readonly limited: boolean;
  /** In the reporting zone. */
  readonly day: string;
  /** The scored ones. */
  readonly answers: readonly { readonly item: string; readonly score: number; readonly passed: boolean }[];
}

interface Asked {
  readonly newer: readonly ReferenceRun[];
  readonly older: readonly ReferenceRun[];
  /** What runs are alike in, beside their dataset. */
  readonly stratumOf: (run: ReferenceRun) => string;
  /** All completed runs, where facts know of them. */
  readonly known: readonly ReferenceRun[] | null;
}

export function referenceSides({ newer, older, stratumOf, known }: Asked) {
  const keyOf = (run: ReferenceRun) => JSON.stringify([run.dataset, stratumOf(run)]);
  const [newerStrata, olderStrata] = [newer, older].map((runs) => Map.groupBy(runs, keyOf));
  const keys = [...new Set([...newerStrata!.keys(), ...olderStrata!.keys()])];
  const all = keys.map((key) => stratumFrom(newerStrata!.get(key) ?? [], olderStrata!.get(key) ?? []));
  const shared = all.filter(({ items }) => items.length > 0);
  const sides = new Set([...newer, ...older]);
  const beside = known && known.filter((run) => !run.limited && run.averageScore !== null);
  const itemsOf = (runs: readonly ReferenceRun[]) =>
    new Set(runs.flatMap((run) => run.answers.map(({ item }) => JSON.stringify([run.dataset, item]))));
  const sharedItems = new Map<string, { stratum: Stratum; item: string }[]>();
  for (const stratum of shared) {
    for (const item of stratum.items) {
      const key = JSON.stringify([stratum.dataset, item]);
      sharedItems.set(key, [...(sharedItems.get(key) ?? []), { stratum, item }]);
    }
  }
  const passesOn = (side: "newer" | "older", places: readonly { stratum: Stratum; item: string }[]) => {
    const given = places.flatMap(({ stratum, item }) => answersTo(stratum[side], item));
    return 2 * given.filter(({ passed }) => passed).length >= given.length;
  };
  const passed = [...sharedItems.values()].map((places) => [
    passesOn("older", places),
    passesOn("newer", places),
  ]);
  const countPassed = (before: boolean, after: boolean) =>
    passed.filter(([first, second]) => first === before && second === after).length;
  const onlyOn = (runs: readonly ReferenceRun[]) =>
    [...itemsOf(runs)].filter((item) => !sharedItems.has(item)).length;
  return {
    strata: shared.map((stratum) => ({
      dataset: stratum.dataset,
      newer: sampleOf(stratum.newer),
      older: sampleOf(stratum.older),
      items: stratum.items.length,
      newerMean: mean(stratum.items.map((item) => meanTo(stratum.newer, item))),
      olderMean: mean(stratum.items.map((item) => meanTo(stratum.older, item))),
      inverseAnswers: sum(
        stratum.items.map(
          (item) => 1 / answersTo(stratum.newer, item).length + 1 / answersTo(stratum.older, item).length,
        ),
      ),
      history: historyOf(stratum, all, beside, sides),
    })),
    clusters: [...Map.groupBy(sharedItems.values(), ([first]) => first!.stratum.dataset)].map(
      ([dataset, items]) => {
        const shares = items.map((places) =>
          sum(
            places.map(({ stratum, item }) => {
              const [n1, n0] = [sampleOf(stratum.newer).n, sampleOf(stratum.older).n];
              const difference = meanTo(stratum.newer, item) - meanTo(stratum.older, item);
              return (((n1 * n0) / (n1 + n0)) * difference) / stratum.items.length;
            }),
          ),
        );
        return {
          dataset,
          items: items.length,
          sum: sum(shares),
          squares: sum(shares.map((share) => share ** 2)),
        };
      },
    ),
    newerItems: itemsOf(shared.flatMap((stratum) => stratum.newer)).size,
    olderItems: itemsOf(shared.flatMap((stratum) => stratum.older)).size,
    newerOnlyItems: onlyOn(newer),
    olderOnlyItems: onlyOn(older),
    passes: {
      both: countPassed(true, true),
      neither: countPassed(false, false),
      gained: countPassed(false, true),
      lost: countPassed(true, false),
    },
    onOneDay: shared.some(({ newer: first, older: second }) =>
      first.some(({ day }) => second.some((run) => run.day === day)),
    ),
    newerRuns: sampleOf(newer).n,
    olderRuns: sampleOf(older).n,
  };
}

interface Stratum {
  readonly dataset: string;
  readonly newer: readonly ReferenceRun[];
  readonly older: readonly ReferenceRun[];
  /** Those that both sides scored. */
  readonly items: readonly string[];
}

function stratumFrom(newer: readonly ReferenceRun[], older: readonly ReferenceRun[]): Stratum {
  const itemsOf = (runs: readonly ReferenceRun[]) =>
    new Set(runs.flatMap((run) => run.answers.map(({ item }) => item)));
  const [first] = [...newer, ...older];
  const items = [...itemsOf(newer)].filter((item) => itemsOf(older).has(item));
  return { dataset: first!.dataset, newer, older, items };
}

/** What is too small for fifteen places counts as 0. */
const rounded = (score: number) => Number(score.toFixed(15));

function answersTo(runs: readonly ReferenceRun[], asked: string) {
  return runs.flatMap(({ answers }) => answers.filter(({ item }) => item === asked));
}

function meanTo(runs: readonly ReferenceRun[], item: string): number {
  return mean(answersTo(runs, item).map(({ score }) => rounded(score)));
}

function scoresOf(runs: readonly ReferenceRun[]): number[] {
  return runs.flatMap(({ averageScore }) => (averageScore === null ? [] : [rounded(averageScore)]));
}

function sampleOf(runs: readonly ReferenceRun[]) {
  return { n: scoresOf(runs).length };
}

interface History {
  readonly runSquares: number;
  readonly runFreedom: number;
  readonly itemSquares: number;
  readonly itemFreedom: number;
}

/** Of the runs with the models that those of the stratum are of. */
function historyOf(
  stratum: Stratum,
  all: readonly Stratum[],
  known: readonly ReferenceRun[] | null,
  sides: ReadonlySet<ReferenceRun>,
): History {
  const scored = (runs: readonly ReferenceRun[]) => runs.filter(({ averageScore }) => averageScore !== null);
  const models = new Set(scored([...stratum.newer, ...stratum.older]).map(({ model }) => model));
  const isOfPair = (run: ReferenceRun) => run.dataset === stratum.dataset && models.has(run.model);
  const own = all
    .filter(({ newer, older }) => scored([...newer, ...older]).some(isOfPair))
    .flatMap(({ newer, older }) => [newer, older].map(scored));
  const versions = [
    ...Map.groupBy((known ?? []).filter(isOfPair), (run) => JSON.stringify([run.version, run.model])),
  ];
  const others = versions
    .filter(([, runs]) => runs.length > 1)
    .map(([, runs]) => runs.filter((run) => !sides.has(run)));
  const groups = [...own, ...others];
  const items = groups.flatMap((runs) =>
    [
      ...Map.groupBy(
        runs.flatMap((run) => run.answers),
        ({ item }) => item,
      ).values(),
    ].map((answers) => answers.map(({ score }) => rounded(score))),
  );
  return {
    runSquares: sum(groups.map((runs) => squaresOf(scoresOf(runs)))),
    runFreedom: sum(groups.map((runs) => Math.max(0, runs.length - 1))),
    itemSquares: sum(items.map(squaresOf)),
    itemFreedom: sum(items.map((scores) => scores.length - 1)),
  };
}

function squaresOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2));
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
