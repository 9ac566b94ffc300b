import type { ItemQuery, ListDatasetItems, ListMessages, Period } from "@evalboard/contract";
import { readResultAddress, writeResultAddress } from "./compare.ts";
import { readOption } from "./params.ts";
import { parsePeriodSearch } from "./period.ts";

/** Typed by the contract, whose zod stays out of the browser; a test compares them with it. */
export const itemSorts: readonly ItemSort[] = ["hardest", "flipping", "telling nothing"];
export const messageKinds: readonly MessageKind[] = ["error", "reason"];

export type ItemSort = NonNullable<ListDatasetItems["sort"]>;
export type MessageKind = ListMessages["kind"];

/** What a dataset page's address says: `/datasets/<id>?period=30d&items=flipping&messages=reason`. */
export interface DatasetSearch {
  readonly period: Period;
  /** Which of its items are listed; the hardest where nothing is said. */
  readonly items?: ItemSort | undefined;
  /** Which texts of its results are grouped; errors where nothing is said. */
  readonly messages?: MessageKind | undefined;
}

/** Reads the address. What makes no sense in it is left out. */
export function parseDatasetSearch(search: {
  readonly [Key in keyof DatasetSearch]?: unknown;
}): DatasetSearch {
  return {
    ...parsePeriodSearch(search),
    items: readOption(search.items, itemSorts),
    messages: readOption(search.messages, messageKinds),
  };
}

/** What an item page's address says: `/datasets/<id>/items/<key>?answer=<run's id>.<position>`. */
export interface ItemSearch {
  /** The answer that is shown whole; the latest of all where nothing is said. */
  readonly answer?: string | undefined;
}

/** Reads the address. What makes no sense in it is left out. */
export function parseItemSearch(search: { readonly answer?: unknown }): ItemSearch {
  const answer = readResultAddress(search.answer);
  return { answer: answer === null ? undefined : writeResultAddress(answer) };
}

/**
 * An item's key as a part of the address's path; the router escapes it. Of the keys `.` and `..` browsers would make a way
 * up, escaped or not: they stand behind a `~`, as does a key that starts with one.
 */
export const itemKeyParam = {
  stringify: ({ datasetId, itemKey }: ItemQuery): ItemQuery => ({
    datasetId,
    itemKey: /^(~.*|\.{1,2})$/su.test(itemKey) ? `~${itemKey}` : itemKey,
  }),
  parse: ({ datasetId, itemKey }: ItemQuery): ItemQuery => ({
    datasetId,
    itemKey: itemKey.replace(/^~/u, ""),
  }),
};
