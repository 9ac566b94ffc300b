import type { FactsStatus } from "@evalboard/contract";
import type { FactsClient } from "../facts/work.ts";

/** Facts that answer with each of these in turn, and then with the last for ever; with none the server is away. */
export function memoryFacts(...answers: FactsStatus[]): FactsClient["facts"] {
  let asked = 0;
  const answer = async () => {
    const status = answers[Math.min(asked++, answers.length - 1)];
    if (status) return status;
    throw new TypeError("fetch failed");
  };
  return { status: { query: answer }, rebuild: { mutate: answer }, verify: { mutate: answer } };
}

const startedAt = "2026-03-30T09:30:00.000Z";
const endedAt = "2026-03-30T09:31:00.000Z";

/** Work on 1 000 runs: how far it is, or that it is over. */
export function workOf(runs: number, told: { readonly error?: string; readonly startedAt?: string } = {}) {
  const ended = runs === 1_000 || told.error !== undefined ? endedAt : null;
  return { startedAt, endedAt: ended, runs, totalRuns: 1_000, error: null, ...told };
}

/** How it stands with the facts of Europe/Berlin. */
export function factsStatus(told: Partial<FactsStatus> = {}): FactsStatus {
  return { timeZone: "Europe/Berlin", layout: 1, runs: 1_000, rebuild: null, verification: null, ...told };
}
