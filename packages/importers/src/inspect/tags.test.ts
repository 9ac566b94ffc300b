import { expect, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { readWhole } from "../testing/parse.ts";

it("has the tags, metadata, arguments and settings that its evaluation had", async () => {
  const { runs } = await readWhole(fixture("inspect/nightly-1.json"), { tags: { branch: "mine" } });
  expect(runs[0]?.start.tags).toEqual({
    branch: "mine",
    nightly: "true",
    team: "search",
    ticket: '{"id":7}',
    notes: expect.stringMatching(/^x+… [\da-f]{8}$/),
    difficulty: "hard",
    dataset: "capitals.jsonl",
    temperature: "0.2",
    max_tokens: "64",
    dtype: "float16",
  });
});
