import { expect, test } from "vitest";
import { chipsOf } from "./filters.tsx";

const id = "019ab3f0-0000-7000-8000-000000000001";
const window = { completedFrom: "2026-11-17T00:00:00.000Z", completedTo: "2026-11-24T00:00:00.000Z" };

test("each filter without a field is a chip, the two ends of a window one", () => {
  const chips = chipsOf({ modelId: id, promptVersionId: id, label: "nightly", ...window }, undefined);
  expect(chips.map(({ kind }) => kind)).toEqual(["Model", "Prompt", "Label", "Completed"]);
  expect(chips[2]?.name).toBe("nightly");
  expect(chips[3]?.without).toEqual({ completedFrom: undefined, completedTo: undefined });
});

test("each tag is a chip of its own, which takes itself away alone", () => {
  const chips = chipsOf({ tag: ["temperature=0.2", "branch=main"] }, undefined);
  expect(chips).toEqual([
    { kind: "Tag", name: "temperature=0.2", without: { tag: ["branch=main"] } },
    { kind: "Tag", name: "branch=main", without: { tag: ["temperature=0.2"] } },
  ]);
});

test("what has a field of its own is no chip", () => {
  expect(chipsOf({ status: "completed", text: "gpt", minScore: 0.5, from: "2026-11-01" }, undefined)).toEqual(
    [],
  );
});

test("an id whose name no run tells is a chip all the same", () => {
  expect(chipsOf({ datasetId: id }, undefined)[0]).toMatchObject({ kind: "Dataset", name: "chosen" });
});
