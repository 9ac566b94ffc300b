import { describe, expect, it } from "vitest";
import { surveyFile } from "../survey-file.ts";
import { readWhole, textFile } from "../testing/parse.ts";

const line = (edit: object = {}) =>
  JSON.stringify({
    dataset: "capitals",
    provider: "openai",
    model: "gpt-4o",
    itemKey: "france",
    score: 1,
    ...edit,
  });

describe("our own format", () => {
  it("needs little: a dataset, a model, an item and a score", async () => {
    const { format, runs } = await readWhole(
      textFile(`${line()}\n\n${line({ itemKey: "peru", score: 0 })}\n`),
    );
    expect(format).toBe("jsonl");
    expect(runs[0]?.start).toMatchObject({
      externalId: expect.stringMatching(/^plain:[\da-f]{16}$/),
      prompt: { name: "capitals", text: "" },
    });
    expect(runs[0]?.results.map(({ itemKey, repeat, score }) => [itemKey, repeat, score])).toEqual([
      ["france", 1, 1],
      ["peru", 1, 0],
    ]);
  });

  it.each([
    ["comma", ","],
    ["semicolon", ";"],
    ["tab", "\t"],
  ])("comes as CSV of each %s too, with lines of Windows or not", async (_, delimiter) => {
    for (const newline of ["\n", "\r\n"]) {
      const table = [
        ["dataset", "provider", "model", "input", "score", "error"],
        ["capitals", "openai", "gpt-4o", '"a ""quoted"", one', ""].map((cell) => cell).concat("it broke"),
        ["capitals", "openai", "gpt-4o", "plain", "0.5"],
      ];
      table[1]![3] += '"';
      const text = table.map((row) => row.join(delimiter)).join(newline);
      const { format, runs } = await readWhole(textFile(text, "results.csv"));
      expect(format).toBe("csv");
      expect(runs[0]?.results.map(({ input, score, error }) => [input, score, error])).toEqual([
        ['a "quoted", one', null, "it broke"],
        ["plain", 0.5, null],
      ]);
    }
  });

  it("holds several runs, in any order of lines", async () => {
    const lines = ["a", "b", "a"].map((externalId, index) => line({ externalId, itemKey: `${index}` }));
    const { runs } = await readWhole(textFile(lines.join("\n")));
    expect(runs.map(({ start, results }) => [start.externalId, results.length])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });

  it("takes the person's word before the file's", async () => {
    const options = { model: "azure/gpt-4o/eu", dataset: "europe", prompt: "asking" };
    const { runs } = await surveyFile(textFile(line()), options);
    expect(runs[0]?.start).toMatchObject({
      model: { provider: "azure", name: "gpt-4o/eu" },
      dataset: { name: "europe" },
      prompt: { name: "asking" },
    });
  });

  it.each([
    [`${line()}\n{"a`, "line 2, column 4: not JSON; the file ends too early"],
    [line({ latency: 5 }), 'line 1: Unrecognized key: "latency"'],
    [line({ score: 7 }), "line 1, score: Too big"],
    [line({ score: null }), "line 1, score: must be a number from 0 to 1, or null with an error"],
    [`${line()}\n${line()}`, "line 2: the item was there before; number its repeats"],
    [
      `${line()}\n${line({ model: "x", itemKey: "b" })}`,
      "line 2: says of its run something else than line 1",
    ],
    [line({ dataset: null }), "line 1, dataset: is missing"],
    [line({ status: "running" }), "line 1, status: must be completed or failed"],
    [line({ startedAt: "yesterday" }), "line 1, startedAt: must be an ISO 8601 date-time with a zone"],
    [line({ completedAt: "2026-01-31" }), "line 1, completedAt: must be an ISO 8601 date-time with a zone"],
    [
      line({ startedAt: "2026-01-31T09:00:00Z", completedAt: "2026-01-30T09:00:00Z" }),
      "line 1, completedAt: lies before startedAt",
    ],
    ["dataset,model,itemKey,score\na,b,c,high\n", "row 2, score: expected number, received string"],
    ["dataset,model,itemKey,score\na,b,c,1,2\n", "row 2: has 5 cells, and the header 4"],
    ['dataset,model,itemKey,score\na,b,"c,1\n', "row 2: "],
    ["dataset,model,itemKey,score\n", "it holds no results"],
  ])("says of %j what is wrong", async (text, message) => {
    await expect(surveyFile(textFile(text))).rejects.toThrow(message);
  });
});
