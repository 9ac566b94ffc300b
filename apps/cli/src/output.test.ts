import { expect, it } from "vitest";
import { formatJson, writeLine } from "./output.ts";
import { CapturedOutput } from "./testing/captured-output.ts";

it("lets no control character of a name reach the terminal", () => {
  const output = new CapturedOutput();
  writeLine(output.stdout, "\u001b[31mred\r\nnew.json");
  expect(output.out).toBe("\uFFFD[31mred\uFFFD\uFFFDnew.json\n");
});

it("shows what hides in a name, or turns the line around", () => {
  const output = new CapturedOutput();
  writeLine(output.stdout, "gpt\u202Eexe\u200B\u2028next");
  expect(output.out).toBe("gpt⟨U+202E⟩exe⟨U+200B⟩⟨U+2028⟩next\n");
});

it("escapes in JSON what would move a terminal, and says the same", () => {
  const value = { name: "\u001b[31m\u009b0m\u007f\u202E\u2066ß" };
  const json = formatJson(value);
  expect(json).toBe('{\n  "name": "\\u001b[31m\\u009b0m\\u007f\\u202e\\u2066ß"\n}\n');
  expect(JSON.parse(json)).toEqual(value);
});
