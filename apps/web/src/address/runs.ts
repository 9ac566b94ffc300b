import type { RunFilter, RunSort, RunStatus, SortOrder } from "@evalboard/contract";
import { runSorts, sortOrders } from "@evalboard/contract/questions";
import { endsOf, readDay, readFraction, readId, readInstant, readOption, readText } from "./params.ts";
import { readTags } from "./tags.ts";

/** In the order of the page; a test compares them with the contract's. */
export const runStatuses: readonly RunStatus[] = ["completed", "running", "failed"];
export { runSorts, sortOrders };

/** What the run list's address says: `/runs?text=gpt&minScore=0.5&tag=temperature%3D0.2`. All of it may be absent. */
export type RunsSearch = Omit<RunFilter, "startedFrom" | "startedTo" | "externalId" | "tags"> & {
  /** Tags that the runs have, each as `name=value`. */
  readonly tag?: readonly string[] | undefined;
  /** First and last day that a run was started on, of the viewer's own calendar. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort?: RunSort | undefined;
  readonly order?: SortOrder | undefined;
  /** The run that waits for another one to be compared with. */
  readonly baseline?: string | undefined;
  /** In an address that was just read alone: `from` and `to` are it. */
  readonly period?: undefined;
};

/** Reads the address. What makes no sense in it is left out. */
export function parseRunsSearch(search: Readonly<Record<string, unknown>>): RunsSearch {
  // Where the address has both, they were read as a period.
  const { from, to } = endsOf(search["period"]) ?? search;
  return {
    text: readText(search["text"]),
    status: readOption(search["status"], runStatuses),
    modelId: readId(search["modelId"]),
    datasetId: readId(search["datasetId"]),
    promptId: readId(search["promptId"]),
    promptVersionId: readId(search["promptVersionId"]),
    minScore: readFraction(search["minScore"]),
    maxScore: readFraction(search["maxScore"]),
    period: undefined,
    from: readDay(from),
    to: readDay(to),
    completedFrom: readInstant(search["completedFrom"]),
    completedTo: readInstant(search["completedTo"]),
    label: readText(search["label"]),
    tag: readTags(search["tag"]),
    sort: readOption(search["sort"], runSorts),
    order: readOption(search["order"], sortOrders),
    baseline: readId(search["baseline"]),
  };
}
