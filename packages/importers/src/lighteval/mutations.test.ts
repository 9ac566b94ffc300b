import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkResult } from "../check.ts";
import { ImportError } from "../importer.ts";
import { RunMetrics } from "../metrics.ts";
import { fixture } from "../testing/fixture.ts";
import { gather } from "../testing/gather.ts";
import { mutatedContents } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";
import { type DetailsRow, readDetails } from "./details.ts";
import { ChosenMetric, resultsOf, sampleIn } from "./results.ts";

const DATE = "2026-03-02T09-00-41.123456";
const name = `details_gsm8k|5_${DATE}.parquet`;
const options = { format: "lighteval" };
const resultsText = await fixture("lighteval/results.json").blob.text();
const results = textFile(resultsText, `results_${DATE}.json`);
const details = fixture("lighteval/gsm8k.parquet");
const rows = await Promise.all(
  ["gsm8k", "arc", "triviaqa"].map(async (task) => {
    const all = await gather(readDetails(fixture(`lighteval/${task}.parquet`)));
    return all.map(({ row }) => JSON.stringify(row));
  }),
);

async function* placed(row: unknown): AsyncGenerator<DetailsRow> {
  if (typeof row === "object" && row !== null) yield { where: "row 1", row: { ...row } };
}

/** The results of one row; an error has to be one that says what is wrong. */
async function surviveRow(text: string): Promise<void> {
  const row: unknown = JSON.parse(text);
  try {
    const chosen = new ChosenMetric({}, () => false);
    for await (const each of placed(row)) chosen.look(sampleIn(each));
    for await (const { result, where } of resultsOf(placed(row), chosen, new RunMetrics()))
      checkResult(result, where);
  } catch (error) {
    expect(error).toBeInstanceOf(ImportError);
  }
}

describe("lighteval's files, mutated", { timeout: 60_000 }, () => {
  it("give valid results or an error where a row's values are others than expected", () =>
    fc.assert(fc.asyncProperty(mutatedContents(rows.flat()), surviveRow), { numRuns: 300 }));

  it("give valid runs or an error where the results file's values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedContents([resultsText]), (text) =>
        survives({ name, blob: details.blob }, options, [textFile(text, results.name)]),
      ),
      { numRuns: 100 },
    ));

  it("give an error wherever a details file is cut off", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(details.blob.size - 1), async (size) => {
        const cut = { name, blob: details.blob.slice(0, size) };
        await survives(cut.blob.size > 0 ? cut : { name, blob: new Blob(["P"]) }, options, [results]);
      }),
      { numRuns: 100 },
    ));
});
