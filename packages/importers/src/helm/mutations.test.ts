import * as fc from "fast-check";
import { describe, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedContents, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";

const options = { format: "helm" };
const [state, stats, spec] = ["scenario_state", "per_instance_stats", "run_spec"].map((name) =>
  fixture(`helm/joint/${name}.json`),
);
if (!state || !stats || !spec) throw new Error("three fixtures");
const stateText = await state.blob.text();
const statsText = (await stats.blob.text()).replaceAll("NaN", "null");

describe("HELM's files, mutated", { timeout: fuzzTimeout }, () => {
  it("give valid runs or an error where the scenario state's values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedContents([stateText]), (text) =>
        survives(textFile(text, state.name), options, [stats, spec]),
      ),
      { numRuns: Math.ceil(fuzzRuns / 2) },
    ));

  it("give valid runs or an error where the statistics' values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedContents([statsText]), (text) =>
        survives(state, options, [textFile(text, stats.name), spec]),
      ),
      { numRuns: Math.ceil(fuzzRuns / 4) },
    ));

  it("give valid runs or an error where characters are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedTexts([stateText]), (text) =>
        survives(textFile(text, state.name), options, [stats, spec]),
      ),
      { numRuns: Math.ceil(fuzzRuns / 4) },
    ));
});
