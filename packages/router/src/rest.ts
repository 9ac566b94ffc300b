import type { Scope } from "@evalboard/contract";
import { z } from "zod";

/** There is nothing to say beside the name; without the typed client the body of a POST is `{}`. */
export const Nothing = z.strictObject({}).optional();

/** Who may call a procedure, and what it is as a resource: all that REST and the OpenAPI document say beside its schemas. */
export interface Meta {
  readonly access: AccessRule;
  readonly rest: Rest;
}

/** The scope that a caller needs, or `open` where whoever reaches the server may ask. */
export type AccessRule = Scope | "open";

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
 * Who may call a procedure, and where it stands as a resource. GET and DELETE take the input's fields as parameters, the others as the fields of
 * a JSON body. A query that is too long for an address is a POST.
 */
export function rest(
  access: AccessRule,
  method: RestMethod,
  path: Rest["path"],
  summary: string,
  description?: string,
): Meta {
  return { access, rest: { method, path, summary, description } };
}
