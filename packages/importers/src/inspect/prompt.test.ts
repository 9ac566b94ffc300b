import { expect, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

it("is of one prompt version as long as its prompt stays the same, at whatever commit", async () => {
  const nights = await Promise.all(
    [1, 2, 3].map((night) => readWhole(fixture(`inspect/nightly-${night}.json`))),
  );
  const starts = nights.map(({ runs }) => runs[0]?.start);
  expect(starts.map((start) => start?.commit)).toEqual(["abc0", "abc1, with uncommitted changes", "abc2"]);
  const [first, second, third] = starts.map((start) => start?.prompt);
  expect(second).toEqual(first);
  expect(first?.text).toBe(
    [
      "Inspect task capitals, version 3, capitals.py",
      "solver: generate",
      "step: system_message",
      "  template: brief.txt",
      "step: generate",
      "",
      "system:",
      "Be brief.",
    ].join("\n"),
  );
  expect(third?.name).toBe(first?.name);
  expect(third?.text).toContain("  template: city.txt\n");
  expect(third?.text).toMatch(/\nsystem:\nName the city alone\.$/);
  expect(starts.map((start) => start?.startedAt)).toEqual([
    "2026-03-02T09:00:00+00:00",
    "2026-03-03T09:00:00+00:00",
    "2026-03-04T09:00:00+00:00",
  ]);
});

it.each<[string, string | RegExp, string]>([
  ["version", '"task_version": 3', '"task_version": 4'],
  ["file", '"task_file": "capitals.py"', '"task_file": "other.py"'],
  ["solver", '"solver": "generate",\n    "solver_args"', '"solver": "react",\n    "solver_args"'],
  ["solver's arguments", '"solver_args": {}', '"solver_args": {"attempts": 3}'],
  ["plan", '"template": "brief.txt"', '"template": "long.txt"'],
  ["system message", /Be brief\./g, "Be long."],
])("is of another prompt version where its %s is another", async (_, from, to) => {
  const text = await fixture("inspect/nightly-1.json").blob.text();
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  const prompts = await Promise.all(
    [text, other].map(async (log) => (await readWhole(textFile(log, "log.json"))).runs[0]?.start.prompt),
  );
  expect(prompts[1]?.name).toBe(prompts[0]?.name);
  expect(prompts[1]?.text).not.toBe(prompts[0]?.text);
});

it("has no system message of its own where each sample has another, and none of a place in memory", async () => {
  const text = await fixture("inspect/nightly-1.json").blob.text();
  const differing = text.replace("Be brief.", "Be long.").replace("brief.txt", "<function f at 0x7f00aa>");
  const { runs } = await readWhole(textFile(differing, "log.json"));
  expect(runs[0]?.start.prompt.text).toMatch(
    /\n {2}template: <function f>\n[^]*\nsystem:\n\(another for each sample\)$/,
  );
});
