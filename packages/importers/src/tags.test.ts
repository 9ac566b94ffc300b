import { Tags } from "@evalboard/contract";
import { expect, it } from "vitest";
import { gatherTags, generationSettings } from "./tags.ts";

it("takes the first saying of a name, and writes numbers, lists and objects as text", () => {
  const first = { branch: "main", attempt: 2, dry: false };
  const second = {
    branch: "another",
    models: ["a", "b"],
    ticket: { id: 7 },
    none: null,
    empty: "",
    nothing: {},
    "a=b": "c=d",
  };
  expect(gatherTags(first, null, second)).toEqual({
    tags: {
      branch: "main",
      attempt: "2",
      dry: "false",
      models: '["a","b"]',
      ticket: '{"id":7}',
      "a:b": "c=d",
    },
    notes: [],
  });
});

it("keeps keys, addresses and folders of the machine to itself", () => {
  const args = {
    api_key: "sk-1",
    apiKey: "sk-2",
    authToken: "t",
    OPENAI_API_KEY: "sk-3",
    base_url: "https://me:secret@example.com",
    _internal: 1,
    max_tokens: 64,
    dataset: "/home/me/evals/capitals.jsonl",
    cache: "~/cache/",
  };
  expect(gatherTags(args).tags).toEqual({ max_tokens: "64", dataset: "capitals.jsonl", cache: "cache" });
});

it("cuts what is too long, leaves out what cannot be cut or has no room, and says so", () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, "x"]));
  const { tags, notes } = gatherTags({ notes: "y".repeat(201), list: ["z".repeat(200)] }, many);
  expect(Object.keys(tags)).toHaveLength(32);
  expect(tags.notes).toMatch(/^y{190}… [\da-f]{8}$/);
  expect(notes).toEqual([
    "tags are cut to 200 characters: notes",
    "what is too long for a tag is left out: list",
    "a run takes 32 tags: 9 more are left out: t31, t32, t33, t34, t35, …",
  ]);
  expect(Tags.parse(tags)).toEqual(tags);
});

it("knows what answers are generated with, however a tool spells it", () => {
  const config = {
    temperature: 0,
    maxTokens: 64,
    top_p: 0.9,
    apiKey: "sk",
    reasoning_effort: "high",
    stop: ["x"],
  };
  expect(generationSettings(config)).toEqual({
    temperature: 0,
    maxTokens: 64,
    top_p: 0.9,
    reasoning_effort: "high",
  });
  expect(generationSettings(null)).toEqual({});
});
