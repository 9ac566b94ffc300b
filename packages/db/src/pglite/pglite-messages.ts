/** What a new thread is told. */
export interface PgliteThreadData {
  /** The folder, or `undefined` for memory. */
  readonly dataDir: string | undefined;
  /** The path of a tar to start from, as PGlite's `dumpDataDir("none")` makes it. */
  readonly snapshot: string | undefined;
  /** The object ids of the types whose values stay text, for MikroORM parses them itself. */
  readonly textTypes: readonly number[];
}

/** What the thread is asked: one at a time. */
export type PgliteRequest =
  | { readonly kind: "query"; readonly sql: string; readonly params: readonly unknown[] }
  | { readonly kind: "close" };

/** What the thread answers, once per request, and once when it is open. */
export type PgliteReply =
  | { readonly kind: "rows"; readonly rows: readonly unknown[]; readonly affectedRows: number | undefined }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string; readonly fields: Readonly<Record<string, unknown>> };
