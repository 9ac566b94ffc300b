import { describe, expect, it } from "vitest";
import noVersion from "../../fixtures/promptfoo/no-version.json" with { type: "json" };
import { surveyFile } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole, textFile, type WholeFile } from "../testing/parse.ts";

const read = (name: string) => readWhole(fixture(`promptfoo/${name}`));

const outcomes = ({ runs }: WholeFile) =>
  runs.map(({ start, results }) => [
    start.prompt.text,
    results.map(({ itemName, score, passed, error }) => [itemName, error ?? score, passed ?? null]),
  ]);

const TIMELESS = "the file says no time (promptfoo 0.57 and older write none): its runs count as of now";

describe("what each promptfoo wrote of one suite", () => {
  it.each([
    ["written-0.24.json", [TIMELESS], null],
    ["written-0.31.json", [TIMELESS], null],
    ["written-0.57.json", [TIMELESS], null],
    ["written-0.80.json", [], "2026-11-29T08:27:20.533Z"],
    ["written-0.100.json", [], "2026-11-29T08:42:27.000Z"],
    ["written-0.100.jsonl", [expect.stringContaining("holds neither times nor prompts")], null],
    ["written-0.120.json", [], "2026-11-29T08:49:17.561Z"],
    ["written-0.120.jsonl", [expect.stringContaining("holds neither times nor prompts")], null],
    ["written-0.120-exported.jsonl", [expect.stringContaining("holds neither times nor prompts")], null],
  ])("has the same outcomes in %s", async (name, warnings, startedAt) => {
    const file = await read(name);
    const rows = [
      ["France", 1, true],
      ["Spain", 0.5, false],
      ["Atlantis", "there is no such country", null],
    ];
    expect(outcomes(file)).toEqual([
      ["Capital of {{country}}?", rows],
      ["Only the name: the capital of {{country}}?", rows],
    ]);
    expect(file.warnings).toEqual(warnings);
    for (const { start, end, results } of file.runs) {
      expect(start.model).toEqual({ provider: "acme", name: "clerk-1" });
      expect(start.startedAt ?? null).toBe(startedAt);
      expect(end.at ?? null).toEqual(startedAt && expect.stringMatching(/^2026-11-29T08:\d\d:\d\d\.\d{3}Z$/));
      expect(results.map(({ inputTokens, outputTokens }) => [inputTokens, outputTokens])).toEqual([
        [10, 2],
        [10, 2],
        [null, null],
      ]);
      expect(results.slice(0, 2).map(({ output, expected }) => [output, expected])).toEqual([
        ["Paris", "Paris"],
        ["Madrid, perhaps", "contains: Madrid\nequals: Madrid"],
      ]);
    }
  });

  it("has the same items in each of them, for runs to be compared", async () => {
    const names = ["0.24.json", "0.31.json", "0.57.json", "0.80.json", "0.100.jsonl", "0.120-exported.jsonl"];
    const files = await Promise.all(names.map((name) => read(`written-${name}`)));
    const keys = files.map(({ runs }) => runs[0]?.results.map(({ itemKey }) => itemKey));
    expect(new Set(keys.map((of) => JSON.stringify(of))).size).toBe(1);
  });
});

describe("one evaluation in several files of promptfoo 0.120", () => {
  const ids = async (name: string) => (await read(name)).runs.map(({ start }) => start.externalId);

  it("is the same runs as JSON and as the JSONL that was exported, whose rows say the evaluation", async () => {
    expect(await ids("written-0.120-exported.jsonl")).toEqual(await ids("written-0.120.json"));
  });

  it("is other runs as the JSONL that was written along, which says no evaluation", async () => {
    const json = await ids("written-0.120.json");
    expect((await ids("written-0.120.jsonl")).filter((id) => json.includes(id))).toEqual([]);
  });

  it("is a run for each evaluation of exported lines that were put together", async () => {
    const text = await fixture("promptfoo/written-0.120-exported.jsonl").blob.text();
    const other = text.replaceAll("eval-aLs-", "eval-bXy-");
    const { runs } = await readWhole(textFile(text + other, "both.jsonl"));
    expect(runs.map(({ start, results }) => [start.externalId.slice(0, 20), results.length])).toEqual([
      ["promptfoo:eval-aLs-2", 3],
      ["promptfoo:eval-aLs-2", 3],
      ["promptfoo:eval-bXy-2", 3],
      ["promptfoo:eval-bXy-2", 3],
    ]);
  });

  it("is told from another that promptfoo added to the same JSONL", async () => {
    const { runs, warnings } = await read("written-0.120-appended.jsonl");
    expect(runs.map(({ results }) => results.length)).toEqual([6, 6]);
    expect(runs[0]?.results.map(({ repeat }) => repeat)).toEqual([1, 1, 1, 2, 2, 2]);
    expect(warnings).toContain(
      "rows of a test that has a row already count as its repeats: 6; promptfoo adds to a JSONL that is there, so give each evaluation a file of its own",
    );
  });
});

describe("a promptfoo file of the first shapes", () => {
  it.each(["version-1.json", "no-version.json"])("goes in by its verdicts: %s", async (name) => {
    const file = await read(name);
    expect(file.format).toBe("promptfoo");
    expect(outcomes(file)).toEqual([
      [
        "ask {{q}}",
        [
          ["0", 1, true],
          ["1", 0, false],
        ],
      ],
    ]);
    expect(file.runs[0]?.start.model).toEqual({ provider: "openai", name: "gpt-4" });
    expect(file.runs[0]?.start).not.toHaveProperty("startedAt");
    expect(file.warnings).toEqual(["answers without a score take their verdict for it, 1 or 0: 2", TIMELESS]);
  });

  it("has a run for each provider of the table's headings", async () => {
    const text = await fixture("promptfoo/version-1.json").blob.text();
    const file = JSON.parse(text);
    file.results.results[1].provider = "openai:gpt-3.5-turbo";
    file.results.table.head.prompts.push("[openai:gpt-3.5-turbo] ask {{q}}");
    const { runs } = await parse(file);
    expect(runs.map(({ start }) => [start.model.name, start.prompt.text])).toEqual([
      ["gpt-3.5-turbo", "ask {{q}}"],
      ["gpt-4", "ask {{q}}"],
    ]);
  });

  it("leaves brackets in a template that are no provider", async () => {
    const file = JSON.parse(
      (await fixture("promptfoo/version-1.json").blob.text()).replaceAll("[openai:gpt-4] ask", "[INST] ask"),
    );
    for (const row of file.results.results) row.prompt.display = "[INST] ask {{q}}";
    expect((await parse(file)).runs[0]?.start.prompt.text).toBe("[INST] ask {{q}}");
  });

  const nameless = {
    ...noVersion,
    results: noVersion.results.map((row) => ({ ...row, provider: undefined })),
  };

  it("takes the model that the person names where the file names none", async () => {
    const { runs } = await parse(nameless, { model: "openai/gpt-4" });
    expect(runs[0]?.start.model).toEqual({ provider: "openai", name: "gpt-4" });
    await expect(parse(nameless)).rejects.toThrow(
      "results[0].provider: is missing; name the model with --model provider/name",
    );
  });

  it("tells a failed assertion, which has an answer, from a broken call", async () => {
    const [first, second] = noVersion.results;
    const { runs } = await parse({
      ...noVersion,
      results: [
        { ...first, success: false, error: 'Expected output "p"' },
        { ...second, success: false, error: "API response error", response: {} },
      ],
    });
    expect(runs[0]?.results.map(({ score, error }) => error ?? score)).toEqual([0, "API response error"]);
  });

  it("is known by its rows where these are longer than what is looked at", async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      ...noVersion.results[0],
      vars: { q: `${index} ${"x".repeat(300)}` },
    }));
    const file = textFile(JSON.stringify({ ...noVersion, results: rows }));
    expect(file.blob.size).toBeGreaterThan(100_000);
    const { format, runs } = await surveyFile(file);
    expect([format, runs[0]?.results]).toEqual(["promptfoo", 300]);
  });

  it.each([
    { results: [] },
    { results: [{ prompt: "a", score: 1 }] },
    { results: [{ id: 1, raw: "a", success: true }], stats: {} },
    { results: { a: 1 }, stats: {}, table: [] },
  ])("is not taken from other tools: %j", async (content) => {
    await expect(surveyFile(textFile(JSON.stringify(content)))).rejects.toThrow(
      /^it (?:looks like an object|is a JSON file of 1 record at results)/,
    );
  });
});

describe("a promptfoo file without a time", () => {
  it("counts as of now, and says so", async () => {
    const file = await read("version-2-timeless.json");
    expect(file.warnings).toEqual([TIMELESS]);
    expect(file.runs[0]?.start).not.toHaveProperty("startedAt");
    expect(file.runs[0]?.end).toEqual({ status: "completed" });
    expect(file.runs[0]?.results[0]).toMatchObject({ input: "a", score: 1, inputTokens: 7, outputTokens: 5 });
  });
});
