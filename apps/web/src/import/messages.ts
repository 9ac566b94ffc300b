/** What the person who imports says of the files, beside what they say themselves. */
export type Said = Readonly<
  Partial<Record<"model" | "dataset" | "prompt" | "scorer" | "filter" | "metric", string>>
>;

/** A run that a file holds. */
export type FoundRun = {
  readonly externalId: string;
  readonly model: string;
  readonly dataset: string;
  readonly prompt: string;
  readonly results: number;
  readonly hasFailed: boolean;
};

/** What is in a file; `note` of one that is read with others and holds no run, `error` of one that cannot be used. */
export type Survey =
  | {
      readonly kind: "found";
      readonly format: string;
      readonly runs: readonly FoundRun[];
      readonly warnings: readonly string[];
    }
  | { readonly kind: "note" | "error"; readonly text: string };

/** What became of a run that was sent. */
export type Sent =
  | { readonly status: "recorded" | "already there"; readonly runId: string }
  | { readonly status: "refused"; readonly error: string };

export type ToWorker =
  | { readonly type: "survey"; readonly files: readonly File[]; readonly said: Said }
  | { readonly type: "send"; readonly url: string };

/** `file` and `run` are indexes in what was asked for and found. */
export type FromWorker =
  | { readonly type: "surveyed"; readonly file: number; readonly survey: Survey }
  | { readonly type: "all surveyed" }
  | { readonly type: "results sent"; readonly count: number }
  | { readonly type: "run sent"; readonly file: number; readonly run: number; readonly sent: Sent }
  | { readonly type: "all sent" }
  | { readonly type: "lost"; readonly error: string };
