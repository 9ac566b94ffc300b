import type { ReadingClient } from "../export.ts";

/** The id of a run that is on the server. */
export const exportedId = "0198c0de-0000-7000-8000-000000000001";
const detail = {
  id: exportedId,
  externalId: "nightly-1",
  status: "completed",
  promptText: "Name it",
  error: null,
};
const names = {
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "ask" },
};
const times = {
  startedAt: "2026-01-31T09:00:00.000Z",
  completedAt: "2026-01-31T09:01:00.000Z",
  failedAt: null,
};
const results = Array.from({ length: 201 }, (_, index) => ({
  itemKey: `${index}`,
  repeat: 1,
  output: "=1",
  score: 1,
}));
/** Reads a completed run of 201 results, in two pages. */
// oxlint-disable-next-line no-unsafe-type-assertion -- of the rows only what is written
export const twoPages = {
  get: { query: async () => ({ ...detail, ...names, ...times, source: null }) },
  results: {
    query: async ({ cursor }: { cursor?: number | null }) =>
      cursor
        ? { results: results.slice(200), nextCursor: null }
        : { results: results.slice(0, 200), nextCursor: 200 },
  },
} as unknown as ReadingClient["runs"];
