import { InvalidRun, NotFound, RunConflict } from "@evalboard/runs";
import { SubjectNotFound } from "@evalboard/stats";
import { TRPCError } from "@trpc/server";
import { z } from "zod";

/** What a caller reads while the database is away. */
export const OUTAGE_MESSAGE = "The database cannot be reached now; try again in a few seconds";

/** The one mapping from what a service throws to what a caller is told. */
export function toTrpcError(error: TRPCError, isOutage: (error: unknown) => boolean): TRPCError {
  const { cause } = error;
  if (cause instanceof InvalidRun)
    return new TRPCError({ code: "BAD_REQUEST", message: cause.message, cause });
  if (cause instanceof NotFound || cause instanceof SubjectNotFound)
    return new TRPCError({ code: "NOT_FOUND", message: cause.message, cause });
  if (cause instanceof RunConflict) return new TRPCError({ code: "CONFLICT", message: cause.message, cause });
  if (isOutage(cause)) return new TRPCError({ code: "SERVICE_UNAVAILABLE", message: OUTAGE_MESSAGE, cause });
  return error;
}

/** What a caller may read of an error: of an unexpected one only the id under which the log has it. */
export function messageFor(error: TRPCError, requestId: string): string {
  if (error.code === "INTERNAL_SERVER_ERROR") return `Internal error (request ${requestId})`;
  return error.cause instanceof z.ZodError ? describeIssues(error.cause) : error.message;
}

/** Each fault with the field that it is in, such as `results[3].score: Too big: expected number to be <=1`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.length === 0 ? "input" : z.core.toDotPath(path)}: ${message}`)
    .join("; ");
}
