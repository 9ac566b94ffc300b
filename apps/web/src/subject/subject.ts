import type { ModelReport } from "@evalboard/contract";
import type { RunsSearch } from "../runs/runs-search.ts";

export type SubjectKind = "model" | "dataset" | "prompt";

/** What a page is about. */
export type Subject = {
  readonly kind: SubjectKind;
  readonly name: string;
  /** Stands beside the name: a model's provider. */
  readonly note?: string;
  /** Which runs are of it. */
  readonly runs: Pick<RunsSearch, "modelId" | "datasetId" | "promptId">;
};

/** What the reports of all subjects have. */
export type SubjectReport = Omit<ModelReport, "model" | "datasets" | "promptVersions">;

/** A question for a report, in whichever state it is. */
export type SubjectQuery<Report> = {
  readonly data: Report | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** The data is of another period, while that which was asked for is on the way. */
  readonly isPlaceholderData: boolean;
  readonly dataUpdatedAt: number;
  readonly errorUpdatedAt: number;
  readonly refetch: () => Promise<unknown>;
};
