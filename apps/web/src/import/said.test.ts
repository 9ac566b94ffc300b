import { expect, test } from "vitest";
import { loadImporters } from "../kit/importers.ts";
import { optionsOf } from "./said.ts";

test("what was written and ticked becomes options, and what cannot be used is told beside its field", async () => {
  const importers = await loadImporters();
  const said = { label: " main ", scale: "1..5", lowerIsBetter: "on", asFull: "on" };
  expect(optionsOf(said, importers)).toEqual({
    options: { label: "main", scale: { from: 1, to: 5 }, lowerIsBetter: true, asFull: true },
    faults: {},
  });
  const { options, faults } = optionsOf({ ...said, scale: "five" }, importers);
  expect(options).not.toHaveProperty("scale");
  expect(faults).toEqual({ scale: expect.stringContaining("1..10") });
});
