/**
 * Numbers the repeats of the items of one run, in the order of `testIdx`, which counts on through them: the order of
 * rows in a file is that of completion, which is chance. It keeps a number for each row, no more.
 */
export class Repeats {
  readonly #testIdxs = new Map<string, number | number[]>();

  /** Every row has to be noted before any is numbered. */
  note(itemKey: string, testIdx: number): void {
    const known = this.#testIdxs.get(itemKey);
    if (known === undefined) this.#testIdxs.set(itemKey, testIdx);
    else if (typeof known === "number") this.#testIdxs.set(itemKey, [known, testIdx]);
    else known.push(testIdx);
  }

  /** What numbers the rows of one reading of the file: 1, 2, 3 … for the rows of an item. */
  numbering(): (itemKey: string, testIdx: number) => number {
    const sorted = new Map<string, number[]>();
    return (itemKey, testIdx) => {
      const known = this.#testIdxs.get(itemKey);
      if (!Array.isArray(known)) return 1;
      const order = sorted.get(itemKey) ?? known.toSorted((a, b) => a - b);
      sorted.set(itemKey, order);
      const at = order.indexOf(testIdx);
      // Taken: the next row of the same `testIdx` gets the next number.
      order[at] = Number.NaN;
      return at + 1;
    };
  }
}
