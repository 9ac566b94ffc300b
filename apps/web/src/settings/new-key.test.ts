import { CreateKey } from "@evalboard/contract";
import { describe, expect, it } from "vitest";
import { readKey } from "./new-key.tsx";

const NOW_MS = Date.parse("2026-11-29T12:00:00.000Z");

const formOf = (...entries: readonly (readonly [string, string])[]) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};

describe("the form of a new key", () => {
  it("asks for what is filled in, as the server takes it", () => {
    const read = readKey(
      formOf(
        ["name", " ci "],
        ["scopes", "ingest"],
        ["scopes", "read"],
        ["label", "search"],
        ["tags", "team=web\n\n expr = a=b \n"],
        ["lifetime", "30"],
      ),
      NOW_MS,
    );
    const key = {
      name: "ci",
      scopes: ["read", "ingest"],
      label: "search",
      tags: { team: "web", expr: "a=b" },
      expiresAt: "2026-12-29T12:00:00.000Z",
    };
    expect(read).toEqual({ key });
    expect(CreateKey.parse(key)).toEqual(key);
  });

  it("says nothing of what is left empty", () => {
    const form = formOf(
      ["name", "ci"],
      ["scopes", "read"],
      ["label", " "],
      ["tags", " \n"],
      ["lifetime", "never"],
    );
    expect(readKey(form, NOW_MS)).toEqual({ key: { name: "ci", scopes: ["read"] } });
  });

  it("names the first line that is no tag", () => {
    expect(readKey(formOf(["tags", "team=web\nteam\n=web"]), NOW_MS)).toEqual({ badTag: "team" });
  });
});
