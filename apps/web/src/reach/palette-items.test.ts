import { expect, test } from "vitest";
import { matching } from "./palette-items.ts";

const item = (name: string, detail?: string) => ({
  id: name,
  name,
  ...(detail !== undefined && { detail }),
  choose: () => {},
});
const groups = [
  { title: "Pages", items: [item("Models × datasets", "g m"), item("Runs", "g r")] },
  { title: "Period", items: [item("Show the last 30 days")] },
];
const names = (text: string) => matching(groups, text).map(({ items }) => items.map(({ name }) => name));

test("what is typed has to be in the name or beside it, word by word and whatever its case", () => {
  expect(names("")).toEqual([["Models × datasets", "Runs"], ["Show the last 30 days"]]);
  expect(names("DATA mod")).toEqual([["Models × datasets"], []]);
  expect(names("30 days ")).toEqual([[], ["Show the last 30 days"]]);
  expect(names("g r")).toEqual([["Runs"], []]);
  expect(names("nothing")).toEqual([[], []]);
});
