import type { AppRouter } from "@evalboard/client";
import { isTRPCClientError } from "@trpc/client";

/** The HTTP status that the server gave an error, or null where it did not answer at all. */
export function httpStatusOf(error: unknown): number | null {
  return isTRPCClientError<AppRouter>(error) ? (error.data?.httpStatus ?? null) : null;
}
