import { RenameSubject } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { previewWords, renamingOf } from "./rename-dialog.tsx";

const id = "019ab3f0-0000-7000-8000-000000000001";
const other = "019ab3f0-0000-7000-8000-000000000002";
const model = { kind: "model", id, provider: "acme", name: "swift" } as const;
const prompt = { kind: "prompt", id, provider: null, name: "ask" } as const;

describe("what is asked of a typed name", () => {
  test("names the provider of a model alone", () => {
    const asked = renamingOf(model, { provider: "openai", name: "swift" });
    expect(asked).toEqual({ kind: "model", id, provider: "openai", name: "swift" });
    expect(RenameSubject.safeParse(asked).success).toBe(true);
    const ofPrompt = renamingOf(prompt, { provider: "", name: "ask-briefly" });
    expect(ofPrompt).toEqual({ kind: "prompt", id, name: "ask-briefly" });
    expect(RenameSubject.safeParse(ofPrompt).success).toBe(true);
  });

  test("is nothing while it is no other name", () => {
    expect(renamingOf(model, { provider: "acme ", name: " swift" })).toBeNull();
    expect(renamingOf(model, { provider: "openai", name: " " })).toBeNull();
    expect(renamingOf(prompt, { provider: "", name: "ask" })).toBeNull();
  });
});

describe("what would move", () => {
  const counts = { movedRuns: 12, presentRuns: 0, movedVersions: 0, sharedVersions: 0 };

  test("of a new name", () => {
    const to = { id: null, provider: "acme", name: "swift-2" };
    expect(previewWords({ kind: "model", from: model, to, ...counts })).toBe(
      "Nothing else is called so: 12 runs would go by swift-2 (acme).",
    );
  });

  test("of a merger, the versions of prompts included", () => {
    const to = { id: other, provider: null, name: "ask_it" };
    const preview = { kind: "prompt", from: prompt, to, ...counts, movedRuns: 1, presentRuns: 34 } as const;
    expect(previewWords({ ...preview, movedVersions: 3, sharedVersions: 1 })).toBe(
      "Becomes one with ask_it, which has 34 runs: 1 run and 3 versions would move there. " +
        "Of the versions 1 is there already, word for word.",
    );
    expect(previewWords({ ...preview, movedVersions: 1, sharedVersions: 0 })).toBe(
      "Becomes one with ask_it, which has 34 runs: 1 run and 1 version would move there.",
    );
  });
});
