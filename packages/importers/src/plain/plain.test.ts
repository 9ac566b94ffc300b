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

  it("has a verdict, metrics, tags and a name for the item where they are given, each its own column or not", async () => {
    const rows = [
      "dataset,model,itemKey,itemName,score,passed,cached,metric:tone,metric:leaning,metrics,tag:branch,passMark",
      'd,m,a,The first,0.3,TRUE,1,0.25,left,"{""length"":12}",main,0.9',
      "d,m,b,,0.95,false,0,,,,main,0.9",
    ];
    const { runs } = await readWhole(textFile(rows.join("\n"), "a.csv"));
    expect(runs[0]?.start).toMatchObject({ tags: { branch: "main" }, passMark: 0.9 });
    expect(runs[0]?.results).toMatchObject([
      {
        itemName: "The first",
        passed: true,
        cached: true,
        metrics: { tone: 0.25, leaning: "left", length: 12 },
      },
      { itemName: null, passed: false, cached: false, metrics: {} },
    ]);
    const asLines = line({
      "metric:tone": 1,
      metrics: { right: true },
      tags: { temperature: 0.2 },
      "tag:branch": "main",
    });
    const whole = await readWhole(textFile(asLines));
    expect(whole.runs[0]?.start.tags).toEqual({ temperature: "0.2", branch: "main" });
    expect(whole.runs[0]?.results[0]?.metrics).toEqual({ tone: 1, right: 1 });
  });

  it("has answers without a score and without an error, which nobody has scored yet", async () => {
    const { runs } = await readWhole(textFile(line({ score: null, output: "Paris", input: "The capital?" })));
    expect(runs[0]?.results).toMatchObject([{ score: null, error: null, passed: null, itemName: null }]);
    const unkeyed = await readWhole(textFile(line({ itemKey: null, input: "The capital?" })));
    expect(unkeyed.runs[0]?.results[0]?.itemName).toBe("The capital?");
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
    ["dataset,model,itemKey,score\nd,m,1,TRUE\nd,m,2,FALSE\n", {}, [1, 0]],
    ["dataset;model;itemKey;score\nd;m;1;0,5\nd;m;2;1\n", {}, [0.5, 1]],
    ["dataset,model,itemKey,score\nd,m,1,7\nd,m,2,10\n", { scale: { from: 1, to: 10 } }, [2 / 3, 1]],
    ["dataset,model,itemKey,score\nd,m,1,85%\nd,m,2,-1\n", { words: { "-1": null } }, [0.85, null]],
  ])("reads scores as people write them: %j", async (text, options, scores) => {
    const { runs } = await readWhole(textFile(text, "a.csv"), options);
    expect(runs.flatMap(({ results }) => results.map(({ score }) => score))).toEqual(scores);
  });

  it.each([
    [`${line()}\n{"a`, "line 2, column 4: not JSON; the file ends too early"],
    [
      line({ score: 7 }),
      "line 1, score: is 7; a score lies from 0 to 1, so say its scale, such as --scale 1..10",
    ],
    [line({ score: 1, error: "429" }), "line 1, score: must be null where there is an error"],
    [line({ score: null, passed: true }), "line 1, passed: must be null where there is no score"],
    [line({ passed: 1 }), "line 1, passed: must be true or false"],
    [
      line({ metrics: { tone: 1e101 } }),
      "line 1, metrics.tone: must be 0 or between 1e-100 and 1e100 in size",
    ],
    [line({ metrics: 7, "metric:tone": 1 }), "line 1, metrics: expected record, received number"],
    [line({ "metric:tone": [1] }), "line 1, metrics.tone: expected a number or a word"],
    [line({ "tag:branch": "x".repeat(201) }), "line 1, tags.branch: must have at most 200 characters"],
    [line({ passMark: 7 }), "line 1, passMark: Too big"],
    ["dataset,model,itemKey,score,passed\na,b,c,1,perhaps\n", "row 2, passed: must be true or false"],
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
    ["dataset,model,itemKey,score\na,b,c,high\n", 'row 2, score: is "high"; expected a number from 0 to 1'],
    ["dataset,model,itemKey,score\na,b,c,1,2\n", "row 2: has 5 cells, and the header 4"],
    ['dataset,model,itemKey,score\na,b,"c,1\n', "row 2: "],
    ["dataset,model,itemKey,score\n", "it holds no results"],
  ])("says of %j what is wrong", async (text, message) => {
    await expect(surveyFile(textFile(text))).rejects.toThrow(message);
  });
});
