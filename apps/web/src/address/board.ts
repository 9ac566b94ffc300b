import type { BoardFilter, StatsQuery } from "@evalboard/contract";
import { readId, readText } from "./params.ts";
import { parsePeriodSearch } from "./period.ts";
import type { RunsSearch } from "./runs.ts";
import { readTags, tagsOf, tagTexts } from "./tags.ts";

/** A view of the board beside the first one. */
export type BoardTab = "matrix";

/** Which runs the board is narrowed to, as its address says it: all of it may be absent. */
export interface BoardNarrowing {
  readonly model?: string | undefined;
  readonly dataset?: string | undefined;
  readonly prompt?: string | undefined;
  readonly label?: string | undefined;
  /** Tags that the runs have, each as `name=value`. */
  readonly tag?: readonly string[] | undefined;
}

/** What the board's address says: `/?period=30d`, `/?tab=matrix&period=30d`, `/?label=main&tag=temperature%3D0.2`. */
export type BoardSearch = ReturnType<typeof parsePeriodSearch> &
  BoardNarrowing & { readonly tab?: BoardTab | undefined };

/** Reads the address. Anything but a tab shows the first view; what makes no sense is left out. */
export function parseBoardSearch(search: { readonly [Key in keyof BoardSearch]?: unknown }): BoardSearch {
  return {
    ...parsePeriodSearch(search),
    tab: search.tab === "matrix" ? "matrix" : undefined,
    model: readId(search.model),
    dataset: readId(search.dataset),
    prompt: readId(search.prompt),
    label: readText(search.label),
    tag: readTags(search.tag),
  };
}

/** An address that narrows the board to nothing. */
export const notNarrowed = {
  model: undefined,
  dataset: undefined,
  prompt: undefined,
  label: undefined,
  tag: undefined,
} as const satisfies BoardNarrowing;

/** The server's words for it; undefined where the board is of all runs. */
export function boardFilterOf({
  model,
  dataset,
  prompt,
  label,
  tag,
}: BoardNarrowing): BoardFilter | undefined {
  const filter = {
    ...(model && { modelId: model }),
    ...(dataset && { datasetId: dataset }),
    ...(prompt && { promptId: prompt }),
    ...(label && { label }),
    ...(tag && { tags: tagsOf(tag) }),
  };
  return Object.keys(filter).length === 0 ? undefined : filter;
}

/** The board's question. That for all runs is the period alone: the server has its answer ready as bytes. */
export function statsQueryOf({ period, ...narrowing }: BoardSearch): StatsQuery {
  const where = boardFilterOf(narrowing);
  return where === undefined ? period : { period, where };
}

/** The address of the runs that a narrowed board is of. */
export function runsSearchOf({ tags, ...filter }: BoardFilter): RunsSearch {
  const tag = tagTexts(tags);
  return tag === undefined ? filter : { ...filter, tag };
}
