import { expect, it } from "vitest";
import { writeLine } from "./output.ts";
import { CapturedOutput } from "./testing/captured-output.ts";

it("lets no control character of a name reach the terminal", () => {
  const output = new CapturedOutput();
  writeLine(output.stdout, "\u001b[31mred\r\nnew.json");
  expect(output.out).toBe("\uFFFD[31mred\uFFFD\uFFFDnew.json\n");
});
