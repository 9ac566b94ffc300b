import { describe, expect, it } from "vitest";
import { ImportError } from "../importer.ts";
import { surveyFile } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

describe("other output", () => {
  describe("promptfoo's other outputs", () => {
    const answer = (kind: string) =>
      new ImportError(
        `it is promptfoo's ${kind}, which leaves out what a run needs: ask for \`-o results.json\``,
      );

    it.each([
      ["YAML output", "evalId: eval-F9J-2026-11-23T15:33:28\nresults:\n  version: 3\n"],
      ["YAML output", "results:\n  version: 2\n  results:\n    - provider:\n"],
      [
        "CSV output",
        "word,[echo] Say {{word}},Status,Score,Named Scores,Grader Reason,Comment\nhello,Say hello,PASS,0.72,,,\n",
      ],
      [
        "CSV output",
        'word,"[echo] Say\n{{word}}",Status,Score,Named Scores,Grader Reason,Comment\nhello,Say hello,PASS,0.72,,,\n',
      ],
      ["CSV output", "[openai:gpt-4] ask {{q}},q\n[FAIL] Paris,France\n"],
      ["HTML report", "<!doctype html>\n<html>\n  <head>\n    <title>Eval Output</title>\n"],
      [
        "HTML report",
        "<!doctype html>\n<title>My suite</title>\n<style>tr > td[data-content^='[PASS]'] {}</style>\n",
      ],
    ])("are answered with what to ask for: %s", async (kind, text) => {
      await expect(surveyFile(textFile(text))).rejects.toThrow(answer(kind));
    });

    it.each([
      ["CSV output", "written-0.31.csv"],
      ["CSV output", "written-0.57.csv"],
      ["CSV output", "written-0.80.csv"],
      ["CSV output", "written-0.120.csv"],
      ["HTML report", "written-0.31.html"],
      ["HTML report", "written-0.57.html"],
      ["HTML report", "written-0.80.html"],
      ["HTML report", "written-0.100.html"],
      ["HTML report", "written-0.120.html"],
    ])("are known in each version: %s, %s", async (kind, name) => {
      await expect(surveyFile(fixture(`promptfoo/${name}`))).rejects.toThrow(answer(kind));
    });

    it("are not what speaks of a pass", async () => {
      const text = "name,notes\nFrance,it says [PASS] of others\n";
      await expect(surveyFile(textFile(text))).rejects.toThrow("it is a CSV of 1 record with the columns");
    });
  });
});

describe("promptfoo jsonl", () => {
  const textOf = (name: string) => fixture(`promptfoo/${name}`).blob.text();
  const repeats = { ...fixture("promptfoo/repeats.jsonl"), name: "greetings.jsonl" };

  describe("promptfoo's JSONL", () => {
    it("is a run for each provider and prompt, and says what it does not hold", async () => {
      const { format, runs, warnings } = await readWhole(repeats);
      expect(format).toBe("promptfoo-jsonl");
      expect(
        runs.map(({ start, end, results }) => [start.model.name, start.prompt, end, results.length]),
      ).toEqual([
        ["echo", { name: "greetings", text: "Say {{word}}" }, { status: "completed" }, 4],
        ["anonymous.mjs", { name: "greetings", text: "Say {{word}}" }, { status: "completed" }, 4],
      ]);
      expect(runs[0]?.start).not.toHaveProperty("startedAt");
      expect(warnings).toEqual([expect.stringContaining("holds neither times nor prompts")]);
    });

    it("has the items, repeats and outcomes that the JSON has", async () => {
      const [echo] = (await readWhole(repeats)).runs;
      expect(echo?.results.map(({ input, repeat }) => `${input} ${repeat}`).toSorted()).toEqual([
        "bye 1",
        "bye 2",
        "hello 1",
        "hello 2",
      ]);
      const [broken] = (await readWhole(fixture("promptfoo/broken-calls.jsonl"))).runs;
      expect(broken?.results.filter(({ error }) => error).length).toBe(2);
      expect(JSON.stringify(broken)).not.toContain("/home/me");
    });

    it.each(["written-0.100.jsonl", "written-0.120.jsonl", "written-0.120-exported.jsonl", "repeats.jsonl"])(
      "is known where its first line is longer than what is looked at: %s",
      async (name) => {
        const [first = "", ...rest] = (await textOf(name)).split("\n");
        const { vars, testCase, prompt, ...others } = JSON.parse(first);
        const long = "x".repeat(70_000);
        const asked = { ...vars, ...testCase.vars, context: long };
        const row = Object.fromEntries(
          Object.keys(JSON.parse(first)).map((key) => [
            key,
            {
              ...others,
              vars: asked,
              testCase: { ...testCase, vars: asked },
              prompt: { ...prompt, raw: long },
            }[key],
          ]),
        );
        const { format } = await surveyFile(textFile([JSON.stringify(row), ...rest].join("\n")));
        expect(format).toBe("promptfoo-jsonl");
      },
    );

    it("has the same ids each time, and others where a line is another", async () => {
      const ids = async (text: string) =>
        (await surveyFile(textFile(text))).runs.map(({ start }) => start.externalId);
      const text = await textOf("repeats.jsonl");
      expect(await ids(text)).toEqual(await ids(text));
      expect(await ids(text)).not.toEqual(await ids(text.replace("You said", "You say")));
    });

    it.each([
      [
        '"score":0.725,"success"',
        '"score":"7","success"',
        /^line \d, score: expected number, received string/,
      ],
      [
        '"failureReason":0}\n',
        '"failureReason":0\n',
        /^line 1, column \d+: not JSON; the file ends too early/,
      ],
      ['"testIdx":0', '"testIdx":-1', /^line 1, testIdx: Too small/],
    ])("says in which line %j is wrong", async (part, by, message) => {
      await expect(surveyFile(textFile((await textOf("repeats.jsonl")).replace(part, by)))).rejects.toThrow(
        message,
      );
    });
  });
});
