import { describe, expect, it } from "vitest";
import repeats from "../fixtures/promptfoo/repeats.json" with { type: "json" };
import { formats } from "./formats.ts";
import { ImportError } from "./importer.ts";
import { surveyFile } from "./survey-file.ts";
import { parse, textFile } from "./testing/parse.ts";

describe("surveyFile", () => {
  it("recognises the format", async () => {
    expect(await parse(repeats)).toMatchObject({ format: "promptfoo", warnings: [] });
  });

  it("gives the same runs each time", async () => {
    expect(await parse(repeats)).toEqual(await parse(structuredClone(repeats)));
  });

  it.each([
    ["[]", "a JSON list"],
    ["null", "text"],
    ["PK\u0003\u0004abc", "a zip file"],
    ["\u0000\u0001", "a binary file"],
    ["<html>", "HTML or XML"],
    ["# a suite\nprompts:\n  - a", "YAML, perhaps a suite instead of its results"],
    ["  ", "an empty file"],
    ["{}", "an empty object"],
    ['{"prompts":["a"],"providers":["echo"]}', "a promptfoo suite, not its results"],
    ['{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}', 'an object with "a", "b", "c", "d", "e", …'],
  ])("says what %j looks like", async (text, look) => {
    const survey = surveyFile(textFile(text));
    await expect(survey).rejects.toThrow(ImportError);
    await expect(survey).rejects.toThrow(`it looks like ${look}; what can be imported is what `);
  });

  it("says where a short file of no known tool is broken", async () => {
    await expect(surveyFile(textFile('{"a": 1,}'))).rejects.toThrow(
      'line 1, column 9: not JSON; "}" may not stand there',
    );
    await expect(surveyFile(textFile(`{"a":"${"x".repeat(70_000)}"`))).rejects.toThrow(
      "line 1, column 70008: not JSON; the file ends too early",
    );
    await expect(surveyFile(textFile(""))).rejects.toThrow("the file is empty");
  });

  it("takes the format it is told, and knows which there are", async () => {
    expect(await surveyFile(textFile(JSON.stringify(repeats)), { format: "promptfoo" })).toMatchObject({
      format: "promptfoo",
    });
    await expect(surveyFile(textFile("{}"), { format: "excel" })).rejects.toThrow(
      `there is no format "excel"; there are ${formats.join(", ")}`,
    );
  });

  it("labels every run as it is told, whatever the file says", async () => {
    const told = await surveyFile(textFile(JSON.stringify(repeats)), { label: "main" });
    expect(new Set(told.runs.map(({ start }) => start.label))).toEqual(new Set(["main"]));
    const rows = "model,dataset,itemKey,score,label\ngpt-4o,capitals,france,1,nightly\n";
    const own = await surveyFile(textFile(rows, "a.csv"));
    expect(own.runs[0]?.start.label).toBe("nightly");
    const both = await surveyFile(textFile(rows, "a.csv"), { label: "main" });
    expect(both.runs[0]?.start.label).toBe("main");
  });

  it("tags every run as it is told, before what the file says, and holds results against the pass mark it is told", async () => {
    const rows = "model,dataset,itemKey,score,tag:branch,tag:team,passMark\nm,d,a,1,old,search,0.6\n";
    const own = await surveyFile(textFile(rows, "a.csv"));
    expect(own.runs[0]?.start).toMatchObject({ tags: { branch: "old", team: "search" }, passMark: 0.6 });
    const told = await surveyFile(textFile(rows, "a.csv"), { tags: { branch: "main" }, passMark: 0.7 });
    expect(told.runs[0]?.start).toMatchObject({ tags: { branch: "main", team: "search" }, passMark: 0.7 });
    expect(told.warnings).toEqual([]);
    const tags = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`t${index}`, "x"]));
    const full = await surveyFile(textFile(rows, "a.csv"), { tags });
    expect(full.runs[0]?.start.tags).toEqual({ ...tags, branch: "old" });
    expect(full.warnings).toEqual(["a run takes 32 tags: 1 more are left out: team"]);
  });

  it("refuses a file that nests more deeply than it can read", async () => {
    const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    const text = JSON.stringify(repeats).replaceAll('"vars":{"word":"hello"}', `"vars":${deep}`);
    await expect(surveyFile(textFile(text))).rejects.toThrow(new ImportError("the file nests too deeply"));
  });
});
