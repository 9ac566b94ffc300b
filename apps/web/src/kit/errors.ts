import { httpStatusOf } from "@evalboard/react";

/** An error in words for people: what happened, and what the machine said. */
interface ErrorWords {
  readonly title: string;
  readonly detail: string;
}

/** Tells a server that is away from one that answered with an error, and from one that does this for others alone. */
export function describeError(error: unknown): ErrorWords {
  const message = error instanceof Error ? error.message : String(error);
  const status = httpStatusOf(error);
  if (status === null) return { title: "The server did not answer", detail: message };
  if (status === 403) return { title: "This is closed to you", detail: message };
  return { title: "The server could not answer", detail: `${message} (HTTP ${status})` };
}

/** Whether the server says that what was asked for is not there, or that it was not even asked for by an id. */
export function isNotThere(error: unknown): boolean {
  const status = httpStatusOf(error);
  return status === 404 || status === 400;
}

/** Whether the server does what was asked for others alone: to ask again is of no use. */
export function isForbidden(error: unknown): boolean {
  return httpStatusOf(error) === 403;
}
