import { describe, expect, it } from "vitest";
import { likelySame, type UsedName } from "./likely-same.ts";

/** Names written as `provider|name`, or `name` alone, those with the most runs first. */
const named = (...names: string[]): UsedName[] =>
  names.map((text, index) => {
    const [name = "", provider = null] = text.split("|").toReversed();
    return { id: text, provider, name, runs: names.length - index };
  });
const pairs = (...names: string[]) =>
  likelySame(named(...names)).map(({ from, to, differsIn }) => [from.id, to.id, differsIn]);

describe("likely the same", () => {
  it.each([
    ["extract-fema-incidents", "extract_fema_incidents", "case or separators"],
    ["Capitals", "capitals", "case or separators"],
    ["Größen Test", "größen.test", "case or separators"],
    ["sums--", "sums", "case or separators"],
    ["mmlu 5 shot", "mmlu-5-shot", "case or separators"],
    ["release-1.2", "release_1-2", "case or separators"],
    ["OpenAI|gpt-4o", "openai|GPT 4o", "case or separators"],
    ["anthropic|claude-3.5-sonnet", "anthropic|claude-3-5-sonnet", "case or separators"],
    ["meta|Llama-3/8B", "meta|llama_3/8b", "case or separators"],
    ["openai|gpt-4o-2024-08-06", "openai|gpt-4o-20240806", "case or separators"],
    ["openai|gpt-4o", "openai|gpt-4o-2024-08-06", "a date"],
    ["openai|gpt-4o", "openai|GPT-4o-20240806", "a date"],
    ["vertex|claude-3-5-sonnet", "vertex|claude-3-5-sonnet@20240620", "a date"],
    ["vertex|claude-3-5-sonnet", "vertex|claude-3-5-sonnet@2024-06-20", "a date"],
    ["anthropic|claude-3-opus", "anthropic|claude-3-opus-latest", "a date"],
    ["anthropic|claude-3-opus-latest", "anthropic|claude-3-opus-20240229", "a date"],
    ["ollama|llama3", "ollama|llama3:latest", "a date"],
    ["openai|gpt-4o", "openrouter|openai/gpt-4o", "the provider"],
    ["openrouter|gpt-4o", "openrouter|openai/gpt-4o", "the provider"],
    ["hf|x", "vllm|x", "the provider"],
    ["unknown|m", "acme|M", "the provider"],
    ["hf|meta-llama/Llama-3", "together|meta-llama/llama-3", "the provider"],
    ["meta-llama|Llama-3", "hf|meta-llama/Llama-3", "the provider"],
    ["openai|gpt-4o-2024-08-06", "azure|gpt-4o-20240806", "the provider"],
  ])("%s and %s", (more, fewer, differsIn) => {
    expect(pairs(more, fewer)).toEqual([[fewer, more, differsIn]]);
    // The one with more runs stays, whichever it is.
    expect(pairs(fewer, more)).toEqual([[more, fewer, differsIn]]);
  });

  it.each([
    ["openai|gpt-4", "openai|gpt-4o"],
    ["openai|gpt-4.1", "openai|gpt-41"],
    ["openai|gpt-4o", "openai|gpt-4o-mini"],
    ["openai|gpt-4o-2024-05-13", "openai|gpt-4o-2024-08-06"],
    ["openai|gpt-4o-2024-05-13", "azure|gpt-4o-2024-08-06"],
    ["openai|gpt-4o-20249999", "openai|gpt-4o"],
    ["openai|gpt-4-0613", "openai|gpt-4"],
    ["hf|ann/model", "hf|bob/model"],
    ["anthropic|claude-1-2", "anthropic|claude-12"],
    ["capitals-v1", "capitals-v2"],
    ["capitals", "capitals2"],
    ["run 1 2", "run 12"],
    ["questions", "questions-2024-08-06"],
    ["questions", "questions-latest"],
    ["acme/questions", "questions"],
    ["---", "..."],
    ["c", "c++"],
  ])("not %s and %s", (one, other) => {
    expect(pairs(one, other)).toEqual([]);
  });

  it("pairs each of several with the one that has the most runs", () => {
    expect(pairs("a-b", "A_B", "ab", "a b")).toEqual([
      ["A_B", "a-b", "case or separators"],
      ["ab", "a-b", "case or separators"],
      ["a b", "a-b", "case or separators"],
    ]);
    expect(pairs("x|m-2024-01-01", "x|m", "x|M", "x|m-2024-02-02")).toEqual([
      ["x|M", "x|m", "case or separators"],
      ["x|m", "x|m-2024-01-01", "a date"],
      ["x|m-2024-02-02", "x|m", "a date"],
    ]);
    expect(pairs("hf|m", "vllm|m", "or|acme/m")).toEqual([
      ["vllm|m", "hf|m", "the provider"],
      ["or|acme/m", "hf|m", "the provider"],
    ]);
  });

  it("breaks ties by the shorter name, then by its letters", () => {
    const tied = named("a_b", "a--b", "a-b").map((name) => ({ ...name, runs: 1 }));
    expect(likelySame(tied).map(({ from, to }) => [from.name, to.name])).toEqual([
      ["a_b", "a-b"],
      ["a--b", "a-b"],
    ]);
  });

  it("names a pair for each of 5 000 names beyond the first of its kind, and none twice", () => {
    const spellings = Array.from({ length: 5_000 }, (_, index) =>
      Array.from("separators", (letter, at) => letter + ((index >> at) & 1 ? "-" : ""))
        .join("")
        .repeat(1 + (index >> 10)),
    );
    const found = likelySame(named(...new Set(spellings)));
    expect(found).toHaveLength(5_000 - 5);
    expect(new Set(found.map(({ from }) => from.id)).size).toBe(5_000 - 5);
  });
});
