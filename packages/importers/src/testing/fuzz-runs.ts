/** How many mutated files each test tries: FUZZ_RUNS for a long run. */
export const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 250);
