import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkResult } from "../check.ts";
import { ImportError } from "../importer.ts";
import { RunMetrics } from "../metrics.ts";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
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
const tasks = ["gsm8k", "arc", "triviaqa"];
const files = await Promise.all(
  tasks.map(async (task) => {
    const bytes = new Uint8Array(await fixture(`lighteval/${task}.parquet`).blob.arrayBuffer());
    const { length } = bytes;
    // The footer's length stands before the file's last word.
    return { bytes, footer: length - 8 - new DataView(bytes.buffer).getUint32(length - 8, true) };
  }),
);
const rows = await Promise.all(
  tasks.map(async (task) => {
    const all = await gather(readDetails(fixture(`lighteval/${task}.parquet`)));
    return all.map(({ row }) => JSON.stringify(row));
  }),
);

/** One of the details files with some of its bytes others than they were: bits turned over, or counts made as large as can be. */
const damaged = fc
  .tuple(
    fc.constantFrom(...files),
    fc.array(
      fc.oneof(
        fc.tuple(fc.nat(), fc.nat(255), fc.constant(1)),
        fc.tuple(fc.nat(), fc.constantFrom(0xff, 0x80, 0x7f, 0), fc.integer({ min: 1, max: 9 })),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    fc.boolean(),
  )
  .map(([{ bytes, footer }, changes, inFooter]) => {
    const copy = bytes.slice();
    for (const [place, byte, times] of changes) {
      const at = inFooter ? footer + (place % (bytes.length - footer)) : place % bytes.length;
      copy.fill(byte, at, at + times);
    }
    return { name, blob: new Blob([copy]) };
  });

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

describe("lighteval's files, mutated", { timeout: fuzzTimeout }, () => {
  it("give valid results or an error where a row's values are others than expected", () =>
    fc.assert(fc.asyncProperty(mutatedContents(rows.flat()), surviveRow), { numRuns: fuzzRuns }));

  it("give valid runs or an error where the results file's values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedContents([resultsText]), (text) =>
        survives({ name, blob: details.blob }, options, [textFile(text, results.name)]),
      ),
      { numRuns: Math.ceil(fuzzRuns / 2) },
    ));

  it("give valid runs or an error, and soon, where bytes of a details file are others than expected", async () => {
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(damaged, async (file) => {
        const begun = performance.now();
        await survives(file, options, [results]);
        longest = Math.max(longest, performance.now() - begun);
      }),
      { numRuns: fuzzRuns },
    );
    if (fuzzRuns > 1_000) console.log(`${fuzzRuns} damaged files, the longest in ${Math.round(longest)} ms`);
  });

  it("give an error wherever a details file is cut off", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(details.blob.size - 1), async (size) => {
        const cut = { name, blob: details.blob.slice(0, size) };
        await survives(cut.blob.size > 0 ? cut : { name, blob: new Blob(["P"]) }, options, [results]);
      }),
      { numRuns: Math.ceil(fuzzRuns / 2) },
    ));
});
