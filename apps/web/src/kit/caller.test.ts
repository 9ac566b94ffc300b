import { expect, test } from "vitest";
import { boundWords, mayUse } from "./caller.ts";

test("an admin may all, others what their scopes say", () => {
  expect(mayUse({ scopes: ["admin"] }, "ingest")).toBe(true);
  expect(mayUse({ scopes: ["read"] }, "read")).toBe(true);
  expect(mayUse({ scopes: ["read"] }, "ingest")).toBe(false);
});

test("the runs that a key is bound to are told by label and tags", () => {
  expect(boundWords({ label: "search", tags: { team: "web", env: "prod" } })).toBe(
    "label search, team=web, env=prod",
  );
  expect(boundWords({ label: null, tags: { team: "web" } })).toBe("team=web");
  expect(boundWords({ label: null, tags: {} })).toBeNull();
});
