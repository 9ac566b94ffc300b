import type { ItemChange, RunGroup } from "@evalboard/contract";
import { criteria, type Criterion, criterionReaders } from "./criteria.ts";
import { readGroupTexts } from "./groups.ts";
import { readId, readOption, readPosition } from "./params.ts";
import { readTags, tagTexts } from "./tags.ts";

/** Typed by the contract, whose zod stays out of the browser; a test compares them with it. */
export const itemChanges: readonly ItemChange[] = [
  "flipped",
  "lost",
  "gained",
  "fell",
  "rose",
  "changed",
  "all",
];

/** What quality is bought with. */
export const tradeOffs = ["cost", "latency"] as const;

export const sides = ["baseline", "candidate"] as const;
/** The two groups of a comparison: what was, and what is held against it. */
export type Side = (typeof sides)[number];

type GroupsSearch = { readonly [Key in `${Side}.${Criterion}`]?: string | undefined } & {
  /** Tags that the runs of a side have, each as `name=value`. */
  readonly [Key in `${Side}.tag`]?: readonly string[] | undefined;
};

/** What the comparison's address says: `/compare?baseline.promptVersionId=…&candidate.tag=temperature%3D0.2&change=lost`. */
export type CompareSearch = GroupsSearch & {
  readonly change?: ItemChange | undefined;
  /** More than two groups, in the place of the two sides: see `groups.ts`. */
  readonly group?: readonly string[] | undefined;
  /** What the scores of groups are drawn against. */
  readonly against?: (typeof tradeOffs)[number] | undefined;
  /** The two results of the item that is open, `<run's id>.<position>`. */
  readonly "baseline.result"?: string | undefined;
  readonly "candidate.result"?: string | undefined;
};

/** Reads the address. What makes no sense in it is left out. */
export function parseCompareSearch(search: Readonly<Record<string, unknown>>): CompareSearch {
  const groups = sides.flatMap((side) =>
    criteria.map((criterion) => {
      const key = `${side}.${criterion}` as const;
      return [key, criterionReaders[criterion](search[key])] as const;
    }),
  );
  return {
    ...Object.fromEntries(groups),
    "baseline.tag": readTags(search["baseline.tag"]),
    "candidate.tag": readTags(search["candidate.tag"]),
    change: readOption(search["change"], itemChanges),
    group: readGroupTexts(search["group"]),
    against: readOption(search["against"], tradeOffs),
    ...openItemSearch(readOpenItem(search)),
  };
}

/** The address of a comparison. A side that is null is still to be chosen. */
export function compareSearch(baseline: RunGroup | null, candidate: RunGroup | null): CompareSearch {
  return { ...groupSearch("baseline", baseline), ...groupSearch("candidate", candidate) };
}

/** The two results of one item, side by side. */
export type OpenItem = Readonly<Record<Side, ResultAddress>>;

/** The item that the address opens, or null. */
export function readOpenItem(search: Readonly<Record<string, unknown>>): OpenItem | null {
  const baseline = readResultAddress(search["baseline.result"]);
  const candidate = readResultAddress(search["candidate.result"]);
  return baseline === null || candidate === null ? null : { baseline, candidate };
}

/** What the address says of the item that is open; null closes it. */
export function openItemSearch(
  item: OpenItem | null,
): Pick<CompareSearch, "baseline.result" | "candidate.result"> {
  return {
    "baseline.result": item === null ? undefined : writeResultAddress(item.baseline),
    "candidate.result": item === null ? undefined : writeResultAddress(item.candidate),
  };
}

/** What the address says of one side; null empties it. */
export function groupSearch(side: Side, group: RunGroup | null): GroupsSearch {
  return {
    ...Object.fromEntries(criteria.map((criterion) => [`${side}.${criterion}`, group?.[criterion]])),
    [`${side}.tag`]: tagTexts(group?.tags),
  };
}

/** Where a result is: its run and its position there. */
export interface ResultAddress {
  readonly runId: string;
  readonly position: number;
}

/** `<run's id>.<position>`, or null for anything else. */
export function readResultAddress(param: unknown): ResultAddress | null {
  if (typeof param !== "string") return null;
  const [id, number] = param.split(".");
  const runId = readId(id);
  const position = readPosition(Number(number));
  return runId === undefined || position === undefined ? null : { runId, position };
}

/** As `readResultAddress` reads it. */
export function writeResultAddress({ runId, position }: ResultAddress): string {
  return `${runId}.${position}`;
}
