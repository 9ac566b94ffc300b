import { httpStatusOf } from "./http-status-of.ts";

/** Whether the server says that what was asked for is not there, or that it was not even asked for by an id. */
export function isNotThere(error: unknown): boolean {
  const status = httpStatusOf(error);
  return status === 404 || status === 400;
}
