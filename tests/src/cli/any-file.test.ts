import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";

const server = useServer();
const evalboard = (...args: string[]) => runCli(args, { EVALBOARD_URL: server.url });
const fixture = (name: string) => join(import.meta.dirname, "../../../packages/importers/fixtures", name);

/** A file in the server's folder. */
async function file(name: string, text: string): Promise<string> {
  const path = join(server.folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** The run that a command's output links to, with its results. */
async function stored({ stdout }: { stdout: string }) {
  const runId = /\/runs\/([-\da-f]{36})/.exec(stdout)?.[1] ?? "";
  const run = await server.client.runs.get.query({ runId });
  const { results } = await server.client.runs.results.query({ runId, whole: true });
  return { run, scores: results.map(({ score }) => score), metrics: results.map(({ metrics }) => metrics) };
}

describe("just a CSV", () => {
  it("of another harness says what it has, and the command that imports it", async () => {
    const path = await file("research.csv", "prompt,response,correct\nq1,a1,True\nq2,a2,False\n");
    const refused = await evalboard("import", path);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'it is a CSV of 2 records with the columns "prompt", "response", "correct"',
    );
    const options = "--map input=prompt --map output=response --map passed=correct --model".split(" ");
    expect(refused.stderr).toContain(options.join(" "));
    const imported = await evalboard("import", path, ...options, "acme/m");
    expect(imported.code).toBe(0);
    expect(await stored(imported)).toMatchObject({
      run: {
        totalItems: 2,
        passedItems: 1,
        model: { provider: "acme", name: "m" },
        dataset: { name: "research" },
      },
      scores: [1, 0],
    });
    expect(await evalboard("import", path, ...options, "acme/m")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("already there"),
    });
  });

  it("keeps a further column and says so, and says what an off-scale score needs", async () => {
    const further = await evalboard(
      "import",
      await file("extra.csv", "dataset,model,itemKey,score,category\nd,acme/m,1,1,math\nd,acme/m,2,0,bio\n"),
    );
    expect(further.stderr).toContain("columns that are none of ours are kept as metrics: category");
    expect((await stored(further)).metrics).toEqual([{ category: "math" }, { category: "bio" }]);
    const off = await evalboard(
      "import",
      await file("off.csv", "dataset,model,itemKey,score\nd,acme/m,1,7\n"),
    );
    expect([off.code, off.stderr]).toEqual([
      1,
      expect.stringMatching(/row 2, score: is 7; .*--scale 1\.\.10/),
    ]);
  });
});

describe("a folder", () => {
  it("of which nothing was understood says so and fails", async () => {
    await file("nothing/package.json", '{"name": "x", "version": "1"}');
    await file("nothing/notes.json", "[1, 2]");
    const { code, stderr } = await evalboard("import", join(server.folder, "nothing"));
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/nothing in it was understood as results, of 2 files looked at/),
    ]);
    expect(stderr).toContain("package.json: it looks like an object");
  });

  it("of lm-eval's tasks and Inspect's logs needs no option for each, and takes what can be a score", async () => {
    const folder = join(server.folder, "tasks");
    await mkdir(folder);
    for (const name of [
      "lm-eval/results_2026-03-03T09-00-41.123456.json",
      "lm-eval/samples_truthful_gen_2026-03-03T09-00-41.123456.jsonl",
      "inspect/length-first.json",
      "inspect/letters.json",
    ])
      await cp(fixture(name), join(folder, name.replace(/.*\//, "")));
    const { code, stderr } = await evalboard("import", folder);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/bleu_max/)]);
    expect(stderr).toMatch(/length/);
    const letters = await evalboard(
      "import",
      fixture("inspect/letters.json"),
      "--words",
      "A=1,B=0.75,C=0.5,D=0.25",
    );
    expect((await stored(letters)).scores.every((score) => score !== null)).toBe(true);
  });
});

describe("a guessed dataset", () => {
  const suite = (evalId: string, variable: string, prompt: string, items = 3) =>
    JSON.stringify({
      evalId,
      config: {},
      results: {
        version: 3,
        timestamp: "2026-11-20T10:00:00.000Z",
        prompts: [{ raw: prompt, label: prompt, provider: "acme:model-1" }],
        results: Array.from({ length: items }, (_, testIdx) => ({
          promptIdx: 0,
          testIdx,
          provider: { id: "acme:model-1" },
          prompt: { raw: prompt, label: prompt },
          vars: { [variable]: `${testIdx}` },
          testCase: { vars: {}, assert: [] },
          response: { output: "o" },
          score: 1,
          success: true,
          failureReason: 0,
          latencyMs: 100,
          namedScores: {},
        })),
        stats: { successes: items, failures: 0, errors: 0 },
      },
    });

  it("is called as its suite's folder: two suites are two datasets and two prompts", async () => {
    const [a, b] = [
      await file("translate/results.json", suite("case-a", "text", "Into French: {{text}}")),
      await file("sql/results.json", suite("case-b", "table", "A query of {{table}}")),
    ];
    const runs = [await stored(await evalboard("import", a)), await stored(await evalboard("import", b))];
    expect(runs.map(({ run }) => [run.dataset.name, run.prompt.name, run.prompt.version])).toEqual([
      ["translate", "translate", 1],
      ["sql", "sql", 1],
    ]);
  });

  it("joins no dataset that it shares no item with, until somebody says its name", async () => {
    await evalboard("import", await file("ticks/results.json", suite("case-c", "tick", "Tick {{tick}}")));
    const other = await file("more/ticks/results.json", suite("case-d", "tock", "Tock {{tock}}"));
    const refused = await evalboard("import", other);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/the board's "ticks" shares no item with it: say --dataset NAME/),
    ]);
    expect((await stored(await evalboard("import", other, "--dataset", "tocks"))).run.dataset.name).toBe(
      "tocks",
    );
    const more = await file("later/ticks/results.json", suite("case-e", "tick", "Tick {{tick}}", 5));
    expect((await stored(await evalboard("import", more))).run.dataset.name).toBe("ticks");
  });

  it("keeps the name that its run has on the board", async () => {
    const text = suite("case-f", "q", "Ask {{q}}");
    await evalboard("import", await file("old/results.json", text), "--dataset", "results");
    const again = await evalboard("import", await file("old/results.json", text));
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("already there")]);
    expect(await readFile(join(server.folder, "old/results.json"), "utf8")).toBe(text);
  });
});
