import { expect, it } from "vitest";
import { type SeenColumn, seeRecords } from "./columns.ts";
import { guessScale } from "./guess-scale.ts";

async function columnOf(values: readonly unknown[]): Promise<SeenColumn> {
  async function* records() {
    for (const [index, score] of values.entries()) yield { columns: { score }, where: `row ${index + 1}` };
  }
  const [column] = (await seeRecords(records(), 100)).columns;
  if (!column) throw new Error("one column");
  return column;
}

it.each([
  [[0, 0.5, 1], {}],
  [[3, 4, 5], { scale: { from: 1, to: 5 } }],
  [[-7, -2.5], { scale: { from: -7, to: -2 } }],
  // One number below 0, again and again, is no scale alone.
  [[-5, -5, -5], { scale: { from: -5, to: 0 } }],
  // A list of one number is that number, and an empty one says nothing.
  [[[4], "[ 2 ]", [], "[]"], { scale: { from: 1, to: 5 } }],
])("reads %j on the scale %j", async (values, expected) => {
  expect(guessScale(await columnOf(values))).toEqual(expected);
});
