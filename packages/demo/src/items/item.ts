/** One task of a dataset, with the answers that a model may give. */
export interface Item {
  /** Stable between runs, unique in its dataset. */
  readonly key: string;
  readonly input: string;
  readonly expected: string;
  /** How many things the grader checks; the score is the share of them that is right. */
  readonly parts: number;
  /** The answer that has so many parts right, 0 to `parts`. */
  readonly answer: (right: number) => string;
}
