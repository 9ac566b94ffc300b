import { expect, test } from "vitest";
import { correctionWords } from "./prompt.tsx";

test("the correction counts the changes of the prompt that could be tested", () => {
  const tested = { pValue: 0.04 };
  const untested = { pValue: null };
  expect(correctionWords([untested])).toBe(
    "Over all runs of both versions, whenever they were. No change has enough for a test.",
  );
  expect(correctionWords([tested, untested])).toMatch(
    / One change of this prompt could be tested, at 5%\. On/,
  );
  expect(correctionWords([tested, untested, tested, tested])).toMatch(/corrected for the 3 changes of this/);
});
