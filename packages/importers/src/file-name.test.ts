import { expect, it } from "vitest";
import { bareFileName, fileName } from "./file-name.ts";

it("drops folders of either kind", () => {
  expect(fileName("/home/me/bot.mjs")).toBe("bot.mjs");
  expect(fileName("C:\\evals\\bot.mjs")).toBe("bot.mjs");
  expect(fileName("bot.mjs")).toBe("bot.mjs");
});

it.each([
  ["runs/capitals.json", "capitals"],
  ["capitals.results.json", "capitals"],
  ["v1.2-capitals.json", "v1.2-capitals"],
  [".capitals.json", ".capitals"],
  ["capitals", "capitals"],
])("calls %s %s", (path, name) => {
  expect(bareFileName(path)).toBe(name);
});
