import type { Work } from "@evalboard/contract";
import { isDatabaseUnavailable } from "@evalboard/db";
import { SupersededError } from "./build.ts";

/** Where work counts the runs that it has read. */
export interface Tally {
  runs: number;
  totalRuns: number;
}

/** Work that is done at most once at a time and goes on whoever waits for it. */
interface Job<Outcome> {
  /** Does the work, unless some goes on; `last` tells what became of it. */
  start(work: (tally: Tally) => Promise<Outcome>): void;
  /** What goes on, or else the last that did. */
  last(): { readonly work: Work; readonly outcome: Outcome | null } | null;
}

interface JobOptions {
  readonly now: () => Date;
  /** Hears of what broke. */
  readonly onError: (error: unknown) => void;
}

/** A job that was never done. */
export function createJob<Outcome>({ now, onError }: JobOptions): Job<Outcome> {
  let last: { work: Work; outcome: Outcome | null } | null = null;
  const run = async (work: (tally: Tally) => Promise<Outcome>) => {
    const told = { startedAt: instant(now()), endedAt: null, runs: 0, totalRuns: 0, error: null };
    const job: NonNullable<typeof last> = { work: told, outcome: null };
    last = job;
    try {
      job.outcome = await work(job.work);
    } catch (error) {
      job.work.error = faultOf(error);
      onError(error);
    }
    job.work.endedAt = instant(now());
  };
  return {
    start(work) {
      if (!last || last.work.endedAt !== null) void run(work);
    },
    last: () => last,
  };
}

const instant = (date: Date) => date.toISOString();

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
function faultOf(error: unknown): string {
  if (error instanceof SupersededError || error instanceof NoFactsError) return error.message;
  if (isDatabaseUnavailable(error)) return "the database could not be reached meanwhile";
  return "internal error: the server's log has it";
}
