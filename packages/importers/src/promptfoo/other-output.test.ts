import { describe, expect, it } from "vitest";
import { ImportError } from "../import-error.ts";
import { surveyFile } from "../survey-file.ts";
import { textFile } from "../testing/parse.ts";

describe("promptfoo's other outputs", () => {
  it.each([
    ["YAML output", "evalId: eval-F9J-2026-11-23T15:33:28\nresults:\n  version: 3\n"],
    [
      "CSV output",
      "word,[echo] Say {{word}},Status,Score,Named Scores,Grader Reason,Comment\nhello,Say hello,PASS,0.72,,,\n",
    ],
    ["HTML report", "<!doctype html>\n<html>\n  <head>\n    <title>Eval Output</title>\n"],
  ])("are answered with what to ask for: %s", async (kind, text) => {
    await expect(surveyFile(textFile(text))).rejects.toThrow(
      new ImportError(
        `it is promptfoo's ${kind}, which leaves out what a run needs: ask for \`-o results.json\``,
      ),
    );
  });
});
