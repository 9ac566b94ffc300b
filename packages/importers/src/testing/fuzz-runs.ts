/** How many mutated files each test tries: FUZZ_RUNS for a long run. */
export const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 150);

/** How long all of them may take, in ms: one that goes round in circles fails the test. */
export const fuzzTimeout = 60_000 + 100 * fuzzRuns;
