import { compareText } from "../compare-text.ts";
import { itemKeyOf } from "./item-key-of.ts";
import { Repeats } from "./repeats.ts";
import type { Provider, Row } from "./row.ts";

/** The rows that make one run, without the rows. */
export interface RowGroup {
  /** Null in files of promptfoo's second version, which know prompts by their labels. */
  readonly promptIdx: number | null;
  readonly promptLabel: string;
  /** promptfoo's own label of a prompt without one is its template. */
  readonly templateLabel: string;
  readonly provider: Provider;
  /** The place in the file of its first row. */
  readonly where: string;
  readonly repeats: Repeats;
  rows: number;
}

/** The rows of a file by prompt and provider. */
export class RowGroups {
  readonly #groups = new Map<string, RowGroup>();

  add(row: Row, where: string): void {
    const { provider } = row;
    const promptIdx = row.promptIdx ?? null;
    const promptLabel = typeof promptIdx === "number" ? "" : labelOf(row);
    const key = keyOf(row);
    const group = this.#groups.get(key) ?? {
      promptIdx,
      promptLabel,
      templateLabel: labelOf(row),
      provider,
      where,
      repeats: new Repeats(),
      rows: 0,
    };
    group.rows += 1;
    group.repeats.note(itemKeyOf(row), row.testIdx ?? 0);
    this.#groups.set(key, group);
  }

  /** In the order of prompts, then of providers, which is the order of runs. */
  inOrder(): readonly RowGroup[] {
    return [...this.#groups.values()].toSorted(
      (a, b) =>
        (a.promptIdx ?? 0) - (b.promptIdx ?? 0) ||
        compareText(a.promptLabel, b.promptLabel) ||
        compareText(a.provider.id, b.provider.id),
    );
  }

  /** Finds a row's place among the runs, its item and which asking of it this is. For one reading of the file. */
  places(): (row: Row) => { run: number; itemKey: string; repeat: number } {
    const places = new Map(
      this.inOrder().map((group, run) => [group, { run, numberOf: group.repeats.numbering() }] as const),
    );
    return (row) => {
      const group = this.#groups.get(keyOf(row));
      const place = group && places.get(group);
      if (!place) throw new TypeError("the file is another by now");
      const itemKey = itemKeyOf(row);
      return { run: place.run, itemKey, repeat: place.numberOf(itemKey, row.testIdx ?? 0) };
    };
  }
}

const labelOf = ({ prompt }: Row) => prompt?.label ?? prompt?.display ?? prompt?.raw ?? "";

const keyOf = (row: Row) => JSON.stringify([row.promptIdx ?? labelOf(row), row.provider.id]);
