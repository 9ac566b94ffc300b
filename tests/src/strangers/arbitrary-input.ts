import * as fc from "fast-check";
import { z } from "zod";
import { payloads, textPayloads } from "./payloads.ts";

/** What JSON Schema says of an input, as far as values are drawn from it. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Numbers that JSON has and `JSON.stringify` writes otherwise; `toJson` puts them in. */
const rawNumbers = ["1e999", "-1e999", "-0", "1E400", "-0.0e-999", "9".repeat(400)];

/** A value as JSON, its marks of raw numbers as these numbers. */
export const toJson = (value: unknown): string =>
  (JSON.stringify(value) ?? "null").replaceAll(
    /"raw number (\d)"/g,
    (_, index: string) => rawNumbers[Number(index)]!,
  );

const units = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

/** Any UTF-16 code units: controls, lone surrogates, what is no character. */
export const binaryText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(units, { maxLength }).map((parts) => parts.join(""));

const hostile = fc.constantFrom(
  ...payloads,
  ...textPayloads,
  "",
  " ",
  "\0",
  "%",
  "_",
  "\\",
  "100%_\\",
  "'",
  '"',
  "';--",
  "' or 1=1 --",
  "$1",
  "?",
  "??",
  "{{",
  ":name",
  "/**/",
  "\u202E",
  "\uD800",
  "\uDC00x",
  "a".repeat(201),
  "NaN",
  "Infinity",
  "null",
  "undefined",
  "true",
  "0x10",
  "1e3",
  "../..",
  "a=b",
);
/** Mostly what may be a name. */
const text = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom("a", "swift", "it's", "100%_", "größer", "constructor", "0", ...payloads),
  },
  fc.string({ maxLength: 12 }),
  hostile,
  binaryText(8),
);

/** What may stand where something else was asked for. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    -1,
    0,
    0.5,
    1,
    5e-324,
    1e308,
    -1e308,
    2 ** 53,
    2 ** 63,
    1e-101,
    1e101,
    [],
    {},
    [[]],
  ),
  fc.nat(rawNumbers.length - 1).map((index) => `raw number ${index}`),
  fc.constantFrom<unknown>(
    Object.fromEntries([["__proto__", { polluted: true }]]),
    { constructor: { prototype: { polluted: true } } },
    { toString: null, valueOf: null, hasOwnProperty: 1, length: 1e9 },
    { $ne: null },
    { $gt: "" },
    { $in: [] },
    { $like: "%" },
    { $raw: "select 1" },
  ),
  fc.constant(JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`) as unknown),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Inputs of a schema and around it: half as it asks for them, half with one to three values replaced, added or left out. */
export function arbitraryInput(input: z.ZodType | undefined, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (input === undefined) return odd;
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema;
  const asked = fromSchema(schema, schema.$defs ?? {}, ids, 0);
  const changes = fc.array(fc.tuple(fc.array(fc.nat(20), { maxLength: 5 }), odd, fc.nat(3)), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.oneof(
    asked,
    fc
      .tuple(asked, changes)
      .map(([value, all]) =>
        all.reduce<unknown>((before, [path, by, how]) => change(before, path, by, how), value),
      ),
  );
}

function fromSchema(
  schema: Schema,
  defs: Readonly<Record<string, Schema>>,
  ids: readonly string[],
  depth: number,
): fc.Arbitrary<unknown> {
  const draw = (inner: Schema) => fromSchema(inner, defs, ids, depth + 1);
  if (depth > 8) return fc.constant(null);
  if (schema.$ref !== undefined) return draw(defs[schema.$ref.replace("#/$defs/", "")] ?? {});
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(draw));
  if (schema.allOf !== undefined) return draw(schema.allOf[0]!);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object": {
      const { properties = {}, required = [], additionalProperties } = schema;
      const fields = fc.record(
        Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, draw(inner)])),
        {
          requiredKeys: [...required],
        },
      );
      if (typeof additionalProperties !== "object" || Object.keys(properties).length > 0) return fields;
      return fc
        .array(fc.tuple(text, draw(additionalProperties)), { maxLength: 4 })
        .map((entries) => Object.fromEntries(entries));
    }
    case "array":
      return fc.array(draw(schema.items ?? {}), { maxLength: 3 });
    case "string":
      if (schema.format === "uuid")
        return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
      if (schema.format === "date-time")
        return fc
          .date({ min: new Date("2001-01-01"), max: new Date("2026-01-01"), noInvalidDate: true })
          .map((at) => at.toISOString());
      return text;
    case "integer":
      return fc.oneof(
        fc.integer({ min: Math.max(schema.minimum ?? -10, -1e9), max: Math.min(schema.maximum ?? 100, 100) }),
        { weight: 1, arbitrary: fc.integer() },
      );
    case "number":
      return fc.oneof(
        fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true }),
        fc.constantFrom(0, 1, 0.5, 5e-324),
      );
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case undefined:
    default:
      return odd;
  }
}

/** Replaces, leaves out or adds one value somewhere in it. */
function change(value: unknown, [step, ...rest]: readonly number[], by: unknown, how: number): unknown {
  if (typeof value !== "object" || value === null || step === undefined) return how === 3 ? [value] : by;
  const entries = Object.entries(value);
  const at = step % Math.max(1, entries.length);
  if (rest.length === 0 && how === 1) entries.splice(at, 1);
  else if (rest.length === 0 && how === 2) entries.push([typeof by === "string" ? by : "more", by]);
  else if (entries.length > 0) entries[at] = [entries[at]![0], change(entries[at]![1], rest, by, how)];
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}
