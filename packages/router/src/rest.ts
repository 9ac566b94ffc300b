/** What a procedure is as a resource: everything that REST and the OpenAPI document say of it beside its schemas. */
export interface Meta {
  readonly rest: Rest;
}

export interface Rest {
  readonly method: RestMethod;
  /** Below `/api`; what stands in braces, as in `/runs/{runId}`, is a field of the input. */
  readonly path: `/${string}`;
  /** One line. */
  readonly summary: string;
  /** What a caller should know beside it; Markdown's paragraphs and backticks. */
  readonly description?: string | undefined;
}

export type RestMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Where a procedure stands as a resource. GET and DELETE take the input's fields as parameters, the others as the fields of
 * a JSON body. A query that is too long for an address is a POST.
 */
export function rest(method: RestMethod, path: Rest["path"], summary: string, description?: string): Meta {
  return { rest: { method, path, summary, description } };
}
