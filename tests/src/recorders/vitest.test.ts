import { join } from "node:path";
import type { ResultRow } from "@evalboard/contract";
import { describe, expect, it } from "vitest";
import { useServer } from "../harness/use-server.ts";
import { runVitest } from "./run-vitest.ts";

const example = join(import.meta.dirname, "../../../examples/vitest");
const suite = join(import.meta.dirname, "suite");

describe("the Vitest reporter", () => {
  const server = useServer();

  const recorded = async (label: string) => {
    const { runs } = await server.client.runs.list.query({ label });
    const found = await Promise.all(
      runs.map(async ({ id }) => ({
        run: await server.client.runs.get.query({ runId: id }),
        results: (await server.client.runs.results.query({ runId: id, whole: true })).results,
      })),
    );
    return found.toSorted((a, b) => b.results.length - a.results.length);
  };

  it("makes a run of each model and dataset of the example, with the pipeline's branch and commit", async () => {
    const env = {
      EVALBOARD_URL: server.url,
      EVALBOARD_TAGS: "team=search",
      GITHUB_HEAD_REF: "shorter-prompt",
      GITHUB_REF_NAME: "42/merge",
      GITHUB_SHA: "0a1b2c3",
    };
    const { code, stderr } = await runVitest(example, ["run"], env);
    expect(code).toBe(1);
    expect(stderr).toContain(`evalboard: acme/clerk-1, capitals: recorded, ${server.url}/runs/`);
    const [capitals, greetings, ...others] = await recorded("shorter-prompt");
    expect(others).toEqual([]);
    expect(capitals?.run).toMatchObject({
      status: "completed",
      model: { provider: "acme", name: "clerk-1" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", version: 1 },
      promptText: "Which is the capital of {{country}}? Only its name.",
      source: "vitest",
      commit: "0a1b2c3",
      tags: { branch: "shorter-prompt", team: "search" },
      limited: false,
      totalItems: 3,
      passedItems: 1,
      erroredItems: 1,
    });
    expect(capitals?.results).toMatchObject(
      [
        { itemKey: "France", input: "France", expected: "Paris", output: "Paris", score: 1, outputTokens: 1 },
        {
          itemKey: "Spain",
          output: "Paris",
          score: 0,
          passed: false,
          reason: /^expected 'Paris' to be 'Madrid'/,
        },
        { itemKey: "Atlantis", output: null, score: null, error: "Error: 429: too many requests" },
      ].map(({ reason, ...row }) => ({ ...row, ...(reason && { reason: expect.stringMatching(reason) }) })),
    );
    const latencies = capitals?.results.map(({ latencyMs }) => latencyMs);
    expect(latencies).toEqual([expect.any(Number), expect.any(Number), null]);
    expect(greetings).toMatchObject({
      run: { model: { name: "clerk-2" }, dataset: { name: "greetings" }, prompt: { name: "greeting" } },
      results: [{ itemKey: "polite", output: "Hello Ada", score: 0.4, passed: true, metrics: { words: 2 } }],
    });
  });

  it("tells a failed answer from a broken call and from one that nobody scored", async () => {
    const { stderr } = await runVitest(suite, ["run"], { EVALBOARD_URL: server.url });
    const [outcomes, repeated, hotter, ...others] = await recorded("suite");
    expect(others).toEqual([]);
    const of = ({ score, passed, error, output, reason }: ResultRow) => ({
      score,
      passed,
      error,
      output,
      reason,
    });
    const byItem = Object.fromEntries(outcomes?.results.map((row) => [row.itemKey, of(row)]) ?? []);
    const answered = { error: null, reason: null };
    expect(byItem).toEqual({
      passes: { ...answered, score: 1, passed: true, output: '{\n  "city": "Paris"\n}' },
      "scored and not passed": { ...answered, score: 0.3, passed: false, output: "Lyon", reason: anyText },
      "an assertion of the answer": {
        ...answered,
        score: 0,
        passed: false,
        output: "not JSON",
        reason: anyText,
      },
      "an assertion and no answer": { ...answered, score: 0, passed: false, output: null, reason: anyText },
      "the call throws": broken("Error: 429"),
      "the call throws outside of evaluate": broken("fetch failed"),
      "the call never answers": broken("Test timed out in 200ms."),
      "the judge breaks": {
        error: null,
        score: null,
        passed: null,
        output: "Paris",
        reason: "the judge is away",
      },
      "the call is to throw, and does": {
        ...answered,
        score: 1,
        passed: true,
        output: null,
        reason: "Error: refused",
      },
      "passes at the second try": { ...answered, score: 1, passed: true, output: "Paris" },
      annotated: { ...answered, score: 0.75, passed: true, output: "Paris" },
    });
    expect(outcomes?.results.find(({ itemKey }) => itemKey === "annotated")?.metrics).toEqual({ words: 12 });
    expect(outcomes?.run).toMatchObject({ erroredItems: 3, unscoredItems: 1, passedItems: 4 });
    expect(repeated?.results.map(({ itemKey, repeat, score }) => [itemKey, repeat, score])).toEqual([
      ["france", 1, 1],
      ["france", 2, 0],
      ["france", 3, 1],
    ]);
    expect(hotter?.run).toMatchObject({ tags: { temperature: "1" }, totalItems: 1 });
    expect(stderr).toContain('repeated > no model: which model it asked is not said: model "provider/name"');
  });

  it("says of a run of some tests that it is limited", async () => {
    const env = { EVALBOARD_URL: server.url, EVALBOARD_LABEL: "some" };
    await runVitest(example, ["run", "-t", "France"], env);
    expect(await recorded("some")).toMatchObject([{ run: { limited: true, totalItems: 1 } }]);
  });

  it("leaves Vitest's end as it is where the board is away, and says so once", async () => {
    const away = { EVALBOARD_URL: "http://127.0.0.1:1" };
    const { code, stderr } = await runVitest(example, ["run", "-t", "polite"], away);
    expect(code).toBe(0);
    expect(stderr.match(/evalboard: .*/g)).toEqual([
      expect.stringMatching(/^evalboard: not recorded: no answer from http:\/\/127\.0\.0\.1:1: /),
    ]);
    const wrong = await runVitest(example, ["run", "-t", "polite"], { EVALBOARD_URL: "localhost:4400" });
    expect([wrong.code, wrong.stderr]).toEqual([
      0,
      expect.stringContaining("EVALBOARD_URL must be the board's address"),
    ]);
    const strict = await runVitest(suite, ["run", "-t", " passes$"], { ...away, STRICT: "yes" });
    expect([strict.code, strict.stderr]).toEqual([
      1,
      expect.stringContaining("evalboard: not recorded: no answer from"),
    ]);
  });
});

const anyText = expect.any(String);
const broken = (error: string) => ({
  score: null,
  passed: null,
  error: expect.stringContaining(error),
  output: null,
  reason: null,
});
