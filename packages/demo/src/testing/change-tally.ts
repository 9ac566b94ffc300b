import { type Change, changeOf, type History, type PairedStratum } from "@evalboard/inference";
import type { EvaluatedRun } from "../evaluate.ts";

interface Sums {
  n: number;
  sum: number;
  squares: number;
}

/** One version's runs of one model on one dataset. */
interface Side {
  readonly runs: Sums;
  readonly items: Map<string, Sums>;
}

/** The runs of one prompt so far, and what they say of a change: as the board computes it, by plain loops over the answers. */
export class ChangeTally {
  /** By model and dataset, then by version. */
  private readonly strata = new Map<string, { dataset: string; versions: Map<number, Side> }>();

  add({ model, dataset, version, answers }: EvaluatedRun): void {
    const scored = answers.flatMap(({ itemKey, score }) => (score === null ? [] : [{ itemKey, score }]));
    if (scored.length === 0) return;
    const stratum = valueAt(this.strata, `${model.name} ${dataset.name}`, () => ({
      dataset: dataset.name,
      versions: new Map<number, Side>(),
    }));
    const side = valueAt(stratum.versions, version, () => ({ runs: nothing(), items: new Map() }));
    count(side.runs, scored.reduce((sum, { score }) => sum + score, 0) / scored.length);
    for (const { itemKey, score } of scored) count(valueAt(side.items, itemKey, nothing), score);
  }

  /** The version against the one before it; null where they share no item. */
  changeTo(version: number): Change | null {
    const strata: PairedStratum[] = [];
    const clusters = new Map<string, Map<string, number>>();
    for (const { dataset, versions } of this.strata.values()) {
      const [newer, older] = [versions.get(version), versions.get(version - 1)];
      if (!newer || !older) continue;
      const shared = [...newer.items].flatMap(([key, now]) => {
        const before = older.items.get(key);
        return before ? [{ key, now, before }] : [];
      });
      if (shared.length === 0) continue;
      const meanOf = (which: "now" | "before") =>
        shared.reduce((sum, item) => sum + item[which].sum / item[which].n, 0) / shared.length;
      strata.push({
        dataset,
        newer: { n: newer.runs.n },
        older: { n: older.runs.n },
        items: shared.length,
        newerMean: meanOf("now"),
        olderMean: meanOf("before"),
        inverseAnswers: shared.reduce((sum, { now, before }) => sum + 1 / now.n + 1 / before.n, 0),
        history: historyOf([...versions.values()]),
      });
      const weight = (newer.runs.n * older.runs.n) / (newer.runs.n + older.runs.n);
      const ofDataset = valueAt(clusters, dataset, () => new Map<string, number>());
      for (const { key, now, before } of shared) {
        const step = (weight * (now.sum / now.n - before.sum / before.n)) / shared.length;
        ofDataset.set(key, (ofDataset.get(key) ?? 0) + step);
      }
    }
    const summed = [...clusters].map(([dataset, items]) => {
      const { n, sum, squares } = [...items.values()].reduce((sums, step) => count(sums, step), nothing());
      return { dataset, items: n, sum, squares };
    });
    return changeOf(strata, summed);
  }
}

const nothing = (): Sums => ({ n: 0, sum: 0, squares: 0 });

function count(sums: Sums, value: number): Sums {
  return Object.assign(sums, {
    n: sums.n + 1,
    sum: sums.sum + value,
    squares: sums.squares + value ** 2,
  });
}

const spreadOf = ({ n, sum, squares }: Sums) => Math.max(0, squares - sum ** 2 / n);

function historyOf(sides: readonly Side[]): History {
  const runs = sides.map((side) => side.runs);
  const items = sides.flatMap((side) => [...side.items.values()]);
  const total = (list: readonly Sums[], of: (sums: Sums) => number) =>
    list.reduce((sum, one) => sum + of(one), 0);
  return {
    runSquares: total(runs, spreadOf),
    runFreedom: total(runs, ({ n }) => n - 1),
    itemSquares: total(items, spreadOf),
    itemFreedom: total(items, ({ n }) => n - 1),
  };
}

function valueAt<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const value = make();
  map.set(key, value);
  return value;
}
