import { httpStatusOf } from "./http-status-of.ts";

/** An error in words for people: what happened, and what the machine said. */
export type ErrorWords = { readonly title: string; readonly detail: string };

/** Tells a server that is away from one that answered with an error. */
export function describeError(error: unknown): ErrorWords {
  const message = error instanceof Error ? error.message : String(error);
  const status = httpStatusOf(error);
  if (status === null) return { title: "The server did not answer", detail: message };
  return { title: "The server could not answer", detail: `${message} (HTTP ${status})` };
}
