import { expect, test } from "vitest";
import { doneWords } from "./page.tsx";

const renaming = {
  id: "r1",
  kind: "model",
  from: { id: "a", provider: "acme", name: "swift-2026" },
  to: { id: "b", provider: "acme", name: "swift" },
  at: "2026-11-17T10:00:00.000Z",
  merged: true,
  undoable: true,
} as const;

test("the page says what was done, and when the board follows", () => {
  const follows = "The board follows within a minute.";
  expect(doneWords({ renaming, isUndone: false })).toBe(
    `The model swift-2026 (acme) is one with swift (acme). ${follows}`,
  );
  expect(doneWords({ renaming, isUndone: true })).toBe(
    `The models swift-2026 (acme) and swift (acme) are two again. ${follows}`,
  );
  expect(doneWords({ renaming: { ...renaming, merged: false }, isUndone: false })).toBe(
    `The model swift-2026 (acme) is called swift (acme). ${follows}`,
  );
  expect(doneWords({ renaming: { ...renaming, merged: false }, isUndone: true })).toBe(
    `The model is called swift-2026 (acme) again. ${follows}`,
  );
});
