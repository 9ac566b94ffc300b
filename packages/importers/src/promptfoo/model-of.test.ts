import { describe, expect, it } from "vitest";
import { modelOf } from "./model-of.ts";

const model = (id: string, label?: string | null) => {
  const { provider, name } = modelOf({ id, label });
  return [provider, name];
};

describe("modelOf", () => {
  it.each([
    ["openai:gpt-4o", "openai", "gpt-4o"],
    ["openai:chat:gpt-4o", "openai", "gpt-4o"],
    ["openai:responses:gpt-4o", "openai", "gpt-4o"],
    ["anthropic:messages:claude-opus-4", "anthropic", "claude-opus-4"],
    ["openai:chat", "openai", "chat"],
    ["openai:chat:ft:gpt-4o:acme::9xyz", "openai", "ft:gpt-4o:acme::9xyz"],
    ["ollama:llama3:8b", "ollama", "llama3:8b"],
    ["bedrock:anthropic.claude-v2:0", "bedrock", "anthropic.claude-v2:0"],
    ["openrouter:meta-llama/llama-3.1-8b", "openrouter", "meta-llama/llama-3.1-8b"],
    ["custom:bad:model-x", "custom", "bad:model-x"],
    ["echo", "echo", "echo"],
    ["openai:", "openai", "openai"],
    ["", "unknown", "unknown"],
  ])("reads %s", (id, provider, name) => {
    expect(model(id)).toEqual([provider, name]);
  });

  it.each([
    ["file:///home/me/evals/bad.mjs", "file", "bad.mjs"],
    ["file://C:\\Users\\me\\bad.mjs", "file", "bad.mjs"],
    ["file:///home/my user/bad.py:call", "file", "bad.py:call"],
    ["/home/me/bad.mjs", "file", "bad.mjs"],
    ["./bots/bad.mjs", "file", "bad.mjs"],
    ["C:\\Users\\me\\bad.mjs", "file", "bad.mjs"],
    ["python:/home/my user/chain.py", "python", "chain.py"],
    ["exec:python /home/me/chain.py --fast", "exec", "python chain.py --fast"],
  ])("shows no folder of %s", (id, provider, name) => {
    expect(model(id)).toEqual([provider, name]);
  });

  it("shows no key or password of an address", () => {
    expect(model("https://me:secret@api.example.com/v1/chat?key=secret#x")).toEqual([
      "https",
      "api.example.com/v1/chat",
    ]);
  });

  it("takes a label for the name, an empty one for none", () => {
    expect(model("openai:gpt-4o", "gpt-4o at 0.2")).toEqual(["openai", "gpt-4o at 0.2"]);
    expect(model("openai:gpt-4o", "")).toEqual(["openai", "gpt-4o"]);
    expect(model("openai:gpt-4o", null)).toEqual(["openai", "gpt-4o"]);
  });
});
