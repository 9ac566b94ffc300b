import { join } from "node:path";
import { recordRun } from "@evalboard/client";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";

const fixtures = join(import.meta.dirname, "../../../packages/importers/fixtures");
const Summary = z.object({ imported: z.int(), alreadyThere: z.int(), failed: z.int(), failedFiles: z.int() });

describe("files of each tool", () => {
  const server = useServer();

  const evalboard = (...args: string[]) => runCli(args, { EVALBOARD_URL: server.url });
  const importing = async (...args: string[]) =>
    Summary.parse(JSON.parse((await evalboard("import", "--json", ...args)).stdout));

  it.each([
    ["promptfoo", ["promptfoo/repeats.json"]],
    ["Inspect AI, packed", ["inspect/capitals-deflate.eval"]],
    [
      "lm-evaluation-harness, its partner named as well",
      [
        "lm-eval/results_2026-03-02T09-00-41.123456.json",
        "lm-eval/samples_gsm8k_2026-03-02T09-00-41.123456.jsonl",
      ],
    ],
    ["evalite", ["evalite/capitals.json", "--model", "openai/gpt-4o"]],
  ])("of %s go in once", async (_tool, args) => {
    const paths = args.map((arg) => (/\.(json|jsonl|eval)$/.test(arg) ? join(fixtures, arg) : arg));
    const first = await importing(...paths);
    expect(first).toMatchObject({ alreadyThere: 0, failed: 0, failedFiles: 0 });
    expect(first.imported).toBeGreaterThan(0);
    expect(await importing(...paths)).toMatchObject({ imported: 0, alreadyThere: first.imported });
  });

  it.each(["jsonl", "csv"])("are exported as %s, and that goes in again as the same run", async (format) => {
    const externalId = `exported as ${format}`;
    const { runId } = await recordRun(server.client, {
      start: {
        externalId,
        model: { provider: "openai", name: "gpt-4o" },
        dataset: { name: "capitals" },
        prompt: { name: "capitals", text: "Name the capital.\nBriefly, please." },
        source: "our harness 1.2",
        sourceFile: "nightly.log",
        commit: "0a1b2c3",
      },
      results: [
        {
          itemKey: "france",
          input: "=1+1",
          expected: "Paris",
          output: "Paris ".repeat(500),
          score: 1,
          latencyMs: 0.25,
        },
        {
          itemKey: "spain",
          repeat: 2,
          output: '"Lisbon",\r\n\tperhaps',
          score: 0.125,
          reason: "-",
          costUsd: 1e-7,
        },
        { itemKey: "peru", score: null, error: "429", inputTokens: 12 },
      ],
    });
    const stored = async (id: string) => {
      const { id: _, ...run } = await server.client.runs.get.query({ runId: id });
      return { run, results: (await server.client.runs.results.query({ runId: id, whole: true })).results };
    };
    const before = await stored(runId);
    const file = join(server.folder, `run.${format}`);
    expect(await evalboard("export", runId, "--format", format, "-o", file)).toMatchObject({ code: 0 });

    await server.client.runs.delete.mutate({ runId, externalId });
    expect(await importing(file)).toMatchObject({ imported: 1, failed: 0 });
    const { runs } = await server.client.runs.list.query({ text: externalId });
    expect(await stored(runs[0]!.id)).toEqual(before);
  });
});
