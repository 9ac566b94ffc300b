import { describe, expect, it } from "vitest";
import { ImportError, type SourceFile, StillRunning } from "../importer.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

const zipped = ["inspect/capitals-deflate.eval", "inspect/capitals-zstd.eval"];

/** The log `capitals.json`, edited as text. */
async function edited(edit: (text: string) => string): Promise<SourceFile> {
  return textFile(edit(await fixture("inspect/capitals.json").blob.text()), "log.json");
}

const replaced = (from: string | RegExp, to: string) => edited((text) => text.replace(from, to));

describe("an Inspect log", () => {
  it.each(zipped)("is the same run packed (%s) and as JSON", async (path) => {
    const json = await readWhole(fixture("inspect/capitals.json"));
    const { format, ...whole } = await readWhole({ ...fixture(path), name: "capitals.json" });
    expect([json.format, format]).toEqual(["inspect-json", "inspect"]);
    expect({ format: "inspect-json", ...whole }).toEqual(json);
  });

  it("is one run of a model, a dataset and the task's code", async () => {
    const { runs } = await readWhole(fixture("inspect/capitals.json"));
    expect(runs.map(({ start, end }) => ({ start, end }))).toEqual([
      {
        start: {
          externalId: "inspect:n7Rw2FqMTzFvGyW5mYx3aB",
          model: { provider: "openai", name: "gpt-4o-mini" },
          dataset: { name: "world-capitals" },
          prompt: {
            name: "capitals",
            text: "Inspect task capitals, version 3, capitals.py\nsolver: generate\nstep: generate",
          },
          source: "inspect 0.3.139",
          sourceFile: "capitals.json",
          commit: "4f2c1d9",
          scoreMetric: "match",
          startedAt: "2026-03-02T09:00:01+00:00",
        },
        end: { status: "completed", at: "2026-03-02T10:01:11+01:00" },
      },
    ]);
  });

  it("takes C, P, I and N as 1, 0.5, 0 and 0, epochs as repeats and NaN as no score, which is no fault", async () => {
    const { runs } = await readWhole(fixture("inspect/capitals.json"));
    const grades = runs[0]?.results.map(({ itemKey, repeat, score, passed, error, reason }) => [
      itemKey,
      repeat,
      score,
      passed,
      error ?? reason,
    ]);
    expect(grades).toEqual([
      ["1", 1, 1, true, "answer: Paris"],
      // Partial credit is no verdict, no answer is a wrong one.
      ["1", 2, 0.5, null, "answer: Paris"],
      ["spain", 1, 0, false, "answer: Paris"],
      ["spain", 2, 0, false, "answer: Paris"],
      ["peru", 1, null, undefined, "RateLimitError('429')"],
      ["peru", 2, null, undefined, "The scorer match gave no score"],
    ]);
    expect(runs[0]?.results.map(({ error }) => error ?? null).filter((error) => error !== null)).toHaveLength(
      1,
    );
  });

  it("calls a sample by what was asked where its id is a hash", async () => {
    const names = async (path: string) =>
      (await readWhole(fixture(path))).runs[0]?.results.map(({ itemKey, itemName }) => [itemKey, itemName]);
    expect((await names("inspect/nightly-1.json"))?.[0]).toEqual([
      "8f14e45fceea167a5a36dedd4bea2540",
      "The capital of France?",
    ]);
    expect((await names("inspect/capitals.json"))?.slice(1, 3)).toEqual([
      ["1", null],
      ["spain", null],
    ]);
  });

  it("takes working time as seconds and the evaluated model's own tokens", async () => {
    const { runs } = await readWhole(fixture("inspect/capitals.json"));
    expect(runs[0]?.results[0]).toMatchObject({
      latencyMs: 1_250,
      inputTokens: 12,
      outputTokens: 2,
      costUsd: 0.00003,
      input: "The capital of France?",
      output: "Paris",
      expected: "Paris",
      reason: "answer: Paris",
    });
  });

  it("makes messages and several targets readable, and leaves NaN in texts alone", async () => {
    const { runs } = await readWhole(fixture("inspect/capitals.json"));
    expect(runs[0]?.results[3]).toMatchObject({
      input: "system: Be brief.\n\nuser: The capital of Spain?\n[image]",
    });
    expect(runs[0]?.results[2]).toMatchObject({ expected: "Madrid\nMadrid, Spain" });
    expect(runs[0]?.results[5]).toMatchObject({ output: '"NaN" is no city' });
  });

  it("takes the first of several scorers and names the others", async () => {
    const { warnings } = await readWhole(fixture("inspect/capitals.json"));
    expect(warnings).toEqual(["the scores are of match; choose another with --scorer: model_graded_qa"]);
  });

  it("takes the scorer that is asked for", async () => {
    const { runs } = await readWhole(fixture(zipped[1] ?? ""), { scorer: "model_graded_qa" });
    expect(runs[0]?.results.map(({ score }) => score)).toEqual([0.9, 0.8, 0, 0, null, 0.5]);
    expect(runs[0]?.results[0]?.reason).toBe("The answer says so.");
  });

  it("takes one of several scores of one scorer, and keeps more slashes in the model's name", async () => {
    const first = await readWhole(fixture("inspect/parts.json"));
    expect(first.runs[0]?.results[0]?.score).toBe(1);
    expect(first.warnings).toEqual([
      "the scores are of rubric/correct; choose another with --scorer: rubric/polite",
    ]);
    expect(first.runs[0]?.start.model).toEqual({
      provider: "openrouter",
      name: "anthropic/claude-haiku-4-5",
    });
    const second = await readWhole(fixture("inspect/parts.json"), { scorer: "rubric/polite" });
    expect(second.runs[0]?.results[0]?.score).toBe(0.25);
  });

  it("is a failed run where its status says so, with the results that there are", async () => {
    const { runs } = await readWhole(fixture("inspect/broken.json"));
    expect(runs).toMatchObject([
      {
        start: {
          dataset: { name: "world-capitals" },
          prompt: { text: expect.stringMatching(/^Inspect task capitals, version 3/) },
        },
        end: { status: "failed", at: "2026-03-02T09:00:01+00:00", error: "ConnectionError('refused')" },
        results: [{ score: 1 }],
      },
    ]);
  });

  it.each([
    ["cancelled", "The evaluation was cancelled"],
    ["error", "The evaluation broke and did not say why"],
  ])("of status %s says why it failed", async (status, error) => {
    const { runs } = await readWhole(await replaced('"success"', JSON.stringify(status)));
    expect(runs[0]?.end).toMatchObject({ status: "failed", error });
  });

  it.each(["inspect/running.json", "inspect/running.eval"])("%s waits until it has ended", async (path) => {
    const reading = readWhole(fixture(path));
    await expect(reading).rejects.toThrow(StillRunning);
    await expect(reading).rejects.toThrow(
      "the evaluation has not ended: 1 of 2 samples are in it; import it again when it has, or, where it was killed, with --unfinished as a failed run",
    );
    const { runs } = await readWhole(fixture(path), { unfinished: true });
    expect(runs).toMatchObject([
      {
        start: { externalId: "inspect:Z29pbmdPbkxvZ0lkMDAwMD" },
        end: { status: "failed", error: "The evaluation had not ended when its log was written" },
        results: [{ itemKey: "1", score: 1 }],
      },
    ]);
    const finished = await readWhole(fixture("inspect/finished.json"));
    expect(finished.runs[0]?.start.externalId).toBe(runs[0]?.start.externalId);
    expect(finished.runs[0]?.results.map(({ score }) => score)).toEqual([1, 0]);
  });

  it("is the same where its samples stand before the rest", async () => {
    const file = fixture("inspect/length-first.json");
    const { samples, ...header }: Record<string, unknown> = JSON.parse(await file.blob.text());
    const turned = textFile(JSON.stringify({ version: 2, status: "success", samples, ...header }), file.name);
    expect(await readWhole(turned, { format: "inspect-json" })).toEqual(await readWhole(file));
  });

  it("never ends before it began", async () => {
    const { runs } = await readWhole(await replaced("2026-03-02T10:01:11+01:00", "2026-03-02T08:00:00Z"));
    expect(runs[0]?.end.at).toBe("2026-03-02T09:00:01+00:00");
  });

  it("is called as the importing person says", async () => {
    const options = { dataset: "d", prompt: "p", model: "a/b/c" };
    const { runs } = await readWhole(fixture("inspect/capitals.json"), options);
    expect(runs[0]?.start).toMatchObject({
      dataset: { name: "d" },
      prompt: { name: "p" },
      model: { provider: "a", name: "b/c" },
    });
  });

  it("has an id of its own also where the log has none", async () => {
    const bare = (text: string) => text.replace(/"eval_id": "[^"]*",/, "");
    const one = await readWhole(await edited(bare));
    const other = await readWhole(await edited((text) => bare(text).replace("gpt-4o-mini", "gpt-4o")));
    expect(one.runs[0]?.start.externalId).toMatch(/^inspect:kX4cVbT8oPqLrS2dZyUe1w:[0-9a-f]{16}$/);
    expect(one.runs[0]?.start.externalId).not.toBe(other.runs[0]?.start.externalId);
  });
});

describe("an Inspect log that is wrong", () => {
  it.each<[string, string | RegExp, string, SurveyOptions?]>([
    [
      'samples[0]: scores.match: is 7; a score has to lie from 0 to 1: match gave 7, "P", "I", "N", and --scale FROM..TO makes',
      '"C"',
      "7",
      { scorer: "match" },
    ],
    ["samples[2]: scores.match: is -1; a score", '"I"', "-1", { scorer: "match" }],
    [
      'samples[1]: scores.match: is "excellent"; expected C, P, I, N or a number from 0 to 1: match gave "C", "excellent", "I", …',
      '"P"',
      '"excellent"',
      { scorer: "match" },
    ],
    ["samples[0]: scores.match: is a list; expected", '"C"', "[1]", { scorer: "match" }],
    ["samples[1]: has the id and epoch of samples[0]", '"epoch": 2', '"epoch": 1'],
    ["samples[0].epoch: expected number", '"epoch": 1', '"epoch": "1"'],
    ["samples[0].working_time: Too small", '"working_time": 1.25', '"working_time": -1'],
    [
      "eval.model: expected string, is missing",
      /"model": "openai\/gpt-4o-mini",\s+"model_args"/,
      '"model_args"',
    ],
    ["status: ", '"success"', '"unheard of"'],
    ["stats.started_at: expected a time with its zone", "09:00:01+00:00", "09:00:01"],
    ["samples: holds none", /"samples": \[[^]*\],\s+"reductions"/, '"reductions"'],
    ['there is no scorer "f1"; there are match, model_graded_qa', "", "", { scorer: "f1" }],
  ])("says %s", async (message, from, to, options) => {
    const file = await replaced(from, to);
    await expect(readWhole(file, options)).rejects.toThrow(ImportError);
    await expect(readWhole(file, options)).rejects.toThrow(message);
  });

  it("names the member of the zip that is damaged", async () => {
    // The packed bytes of the first sample begin behind its name.
    const damaged = await patched((bytes, text) => {
      bytes.set([0xff, 0xff, 0xff, 0xff], text.indexOf("samples/1_epoch_1.json") + 40);
    });
    await expect(readWhole(damaged)).rejects.toThrow(
      "samples/1_epoch_1.json: cannot be unpacked; the file is damaged",
    );
  });

  it("names a member that becomes larger than it says, without unpacking more than that", async () => {
    const bomb = await patched((bytes, text) => bytes.set([5, 0, 0, 0], directoryEntry(text) + 24));
    await expect(readWhole(bomb)).rejects.toThrow("samples/1_epoch_1.json: cannot be unpacked");
    const giant = await patched((bytes, text) => bytes.set([0, 0, 0, 0x40], directoryEntry(text) + 24));
    await expect(readWhole(giant)).rejects.toThrow("it unpacks to more than 200 times its");
  });

  it("names the method of a member that is packed by another", async () => {
    const packed = await patched((bytes, text) => bytes.set([12, 0], directoryEntry(text) + 10));
    await expect(readWhole(packed)).rejects.toThrow(
      "samples/1_epoch_1.json: is packed by method 12; expected deflate (8) or zstd (93)",
    );
  });

  it("is known by its content, too, where it was given another name", async () => {
    const { blob } = fixture(zipped[0] ?? "");
    expect((await readWhole({ name: "log.zip", blob })).format).toBe("inspect");
  });

  it("says what a cut zip is, and one of another kind", async () => {
    const other = await patched((bytes, text) => {
      for (const name of ["header.json", "_journal/start.json"]) bytes.set([0x78], text.lastIndexOf(name));
    });
    await expect(readWhole(other, { format: "inspect" })).rejects.toThrow(
      "header.json: is missing; is it a zip of another kind?",
    );
    const { blob } = fixture(zipped[0] ?? "");
    await expect(readWhole({ name: "a.eval", blob: blob.slice(0, 3_000) })).rejects.toThrow(
      "it is no whole zip file: was it cut off while it was written?",
    );
  });
});

/** The zip with deflated members, its bytes edited; `text` has one character for each. */
async function patched(edit: (bytes: Uint8Array, text: string) => void): Promise<SourceFile> {
  const bytes = new Uint8Array(await fixture(zipped[0] ?? "").blob.arrayBuffer());
  edit(bytes, new TextDecoder("latin1").decode(bytes));
  return { name: "log.eval", blob: new Blob([bytes]) };
}

/** Where the zip's directory begins to speak of the first sample. */
const directoryEntry = (text: string) =>
  text.lastIndexOf("PK\u0001\u0002", text.lastIndexOf("samples/1_epoch_1.json"));
