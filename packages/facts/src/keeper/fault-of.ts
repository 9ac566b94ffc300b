import { isDatabaseUnavailable } from "@evalboard/db";
import { SupersededError } from "../build-generation.ts";

/** There is nothing that could be compared with the runs. */
export class NoFactsError extends Error {
  override readonly name = "NoFactsError";

  constructor(timeZone: string) {
    super(
      `there are no facts of ${timeZone} yet: they are being built, or \`evalboard facts rebuild\` makes them`,
    );
  }
}

/** What a caller may read of why work broke: of an unexpected error only where it is told. */
export function faultOf(error: unknown): string {
  if (error instanceof SupersededError || error instanceof NoFactsError) return error.message;
  if (isDatabaseUnavailable(error)) return "the database could not be reached meanwhile";
  return "internal error: the server's log has it";
}
