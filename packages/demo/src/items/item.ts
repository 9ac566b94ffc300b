/** One task of a dataset, with the answers that a model may give. */
export interface Item {
  /** Stable between runs, unique in its dataset. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
  readonly input: string;
  readonly expected: string;
  /** How many things the grader checks; the score is the share of them that is right. */
  readonly parts: number;
  /** The answer that has so many parts right, 0 to `parts`. */
  readonly answer: (right: number) => string;
}

/** The entry at the index of the list repeated without end. */
export function cycle<Entry>(list: readonly [Entry, ...Entry[]], index: number): Entry {
  return list[index % list.length] ?? list[0];
}

/** The key of the item at that index in a list that is numbered from 01: `sum-01`. */
export function numberedKey(name: string, index: number): string {
  return `${name}-${String(index + 1).padStart(2, "0")}`;
}
