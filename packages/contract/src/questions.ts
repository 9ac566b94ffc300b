// The words of questions: a page's address reads them before anything else is loaded, so they are a file of their own.
// Everybody else finds them in `words.ts`.

/** What the board can be asked for: the current hour or day and those before it, or everything. */
export const periods = ["24h", "7d", "30d", "90d", "all"] as const;

/** Whether it is one of these, and no range such as `2026-11-01/2026-11-14`. */
export function isNamedPeriod(period: string): period is (typeof periods)[number] {
  return periods.some((one) => one === period);
}

/** How many days the periods have that end with today. */
export const periodDays = { "7d": 7, "30d": 30, "90d": 90 } as const;

/**
 * Of a result by its score, of a run by its average score: 1, between, 0; without a score `errored` where the call broke,
 * else `unscored`.
 */
export const outcomes = ["perfect", "partial", "failed", "errored", "unscored"] as const;

export const sortOrders = ["desc", "asc"] as const;

/** What the run list can be sorted by; runs without the figure come last. */
export const runSorts = ["startedAt", "averageScore", "latencyMs", "costUsd"] as const;

/** What results can be sorted by; those without the figure come last. */
export const resultSorts = ["position", "score", "latencyMs"] as const;
