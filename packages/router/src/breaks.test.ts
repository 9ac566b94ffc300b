import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findBreaks } from "./breaks.ts";
import { describeContract, Description } from "./description.ts";

const contract = async () =>
  Description.parse(JSON.parse(await readFile(join(import.meta.dirname, "../contract.json"), "utf8")));

describe("the published contract", () => {
  it("goes on answering programs that were written for it", async () => {
    const published = await contract();
    expect(findBreaks(published, describeContract(published.major))).toEqual([]);
  });

  it("is described as it is: after an addition, run pnpm --filter @evalboard/router contract:update", async () => {
    const published = await contract();
    expect(describeContract(published.major)).toEqual(published);
  });

  it("is that of the client's major", async () => {
    const client = join(import.meta.dirname, "../../client/package.json");
    const { version } = JSON.parse(await readFile(client, "utf8")) as { version: string };
    expect(Number(version.split(".")[0])).toBe((await contract()).major);
  });
});

describe("a field that is lost from the published contract", () => {
  it.each(["outputs", "inputs"] as const)("is noticed in each of its %s", async (side) => {
    const published = await contract();
    const objects = Object.entries(published[side]).flatMap(([name, schema]) => {
      const properties = z.record(z.string(), z.json()).safeParse(schema["properties"]).data ?? {};
      const [first] = Object.keys(properties);
      return first === undefined ? [] : [{ name, schema, properties, first }];
    });
    expect(objects.length).toBeGreaterThan(20);
    for (const { name, schema, properties, first } of objects) {
      const { [first]: _lost, ...kept } = properties;
      const after = { ...published, [side]: { ...published[side], [name]: { ...schema, properties: kept } } };
      const found = `${name}.${first}: is ${side === "outputs" ? "gone" : "taken no more"}`;
      expect(findBreaks(published, after).join("\n")).toContain(found);
    }
  });
});

/** A contract of one procedure, with schemas under a name where they are given so. */
function one(procedure: {
  input?: z.ZodType;
  output?: z.ZodType;
  named?: Record<string, z.ZodType>;
}): Description {
  const { input, output = z.object({}), named = {} } = procedure;
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) names.add(schema, { id });
  const defined = (io: "input" | "output") =>
    Object.fromEntries(Object.entries(named).map(([id, schema]) => [id, z.toJSONSchema(schema, { io })]));
  const written = (schema: z.ZodType, io: "input" | "output") => {
    const { $defs: _, ...own } = z.toJSONSchema(schema, { io, metadata: names });
    return own;
  };
  return Description.parse({
    major: 1,
    procedures: {
      ask: {
        kind: "query",
        input: input ? written(input, "input") : null,
        inputRequired: input !== undefined && !input.isOptional(),
        output: written(output, "output"),
      },
    },
    inputs: defined("input"),
    outputs: defined("output"),
  });
}

const object = z.object;
const given = z.strictObject;
const text = z.string();
const count = z.int().min(0);

describe("of an output", () => {
  const breaksOf = (before: z.ZodType, after: z.ZodType) =>
    findBreaks(one({ output: before }), one({ output: after }));

  it.each<[string, z.ZodType, z.ZodType, string]>([
    ["a field that disappears", object({ a: text, b: text }), object({ a: text }), ".b: is gone"],
    ["an optional one too", object({ a: text.optional() }), object({}), ".a: is gone"],
    ["one that changes its type", object({ a: text }), object({ a: count }), ".a: may be integer now"],
    [
      "a whole number that may be broken",
      object({ a: count }),
      object({ a: z.number() }),
      ".a: may be number now",
    ],
    [
      "one that becomes optional",
      object({ a: text }),
      object({ a: text.optional() }),
      ".a: may be missing now",
    ],
    ["one that may be null", object({ a: text }), object({ a: text.nullable() }), ".a: may be null now"],
    ["a word more", object({ a: z.enum(["x"]) }), object({ a: z.enum(["x", "y"]) }), '.a: may be "y" now'],
    [
      "words that become any text",
      object({ a: z.enum(["x"]) }),
      object({ a: text }),
      ".a: may be any text now",
    ],
    ["another format", object({ a: z.uuid() }), object({ a: text }), ".a: another format, null"],
    ["a list that becomes one", object({ a: z.array(text) }), object({ a: text }), ".a: may be string now"],
    [
      "what a list holds",
      z.array(object({ a: text })),
      z.array(object({ a: text.nullable() })),
      "[].a: may be null now",
    ],
    ["what a record holds", z.record(text, count), z.record(text, text), "[]: may be string now"],
    [
      "a kind more of several",
      z.discriminatedUnion("kind", [object({ kind: z.literal("x") })]),
      z.discriminatedUnion("kind", [object({ kind: z.literal("x") }), object({ kind: z.literal("y") })]),
      ': may be the one of kind "y"',
    ],
    [
      "a field within one of several kinds",
      z.discriminatedUnion("kind", [
        object({ kind: z.literal("x"), a: text }),
        object({ kind: z.literal("y") }),
      ]),
      z.discriminatedUnion("kind", [object({ kind: z.literal("x") }), object({ kind: z.literal("y") })]),
      ".a: is gone",
    ],
    [
      "a field below one that may be null",
      object({ a: object({ b: text }).nullable() }),
      object({ a: object({}).nullable() }),
      ".a.b: is gone",
    ],
  ])("%s breaks", (_, before, after, found) => {
    expect(breaksOf(before, after)).toEqual([`ask output${found}`]);
  });

  it.each<[string, z.ZodType, z.ZodType]>([
    ["a new field", object({ a: text }), object({ a: text, b: text })],
    ["a field that is always there now", object({ a: text.nullable().optional() }), object({ a: text })],
    ["a word less", object({ a: z.enum(["x", "y"]) }), object({ a: z.enum(["x"]) })],
    ["a whole number in the place of any", object({ a: z.number() }), object({ a: count })],
    ["another range", object({ a: z.number().max(1) }), object({ a: z.number().max(2) })],
    ["another order", object({ a: text, b: count }), object({ b: count, a: text })],
  ])("%s does not", (_, before, after) => {
    expect(breaksOf(before, after)).toEqual([]);
  });

  it("a word more is none where it is said that there may be others", () => {
    const remarks = (words: readonly [string, ...string[]]) => {
      const ChangeRemark = z.enum(words);
      return one({ output: object({ remarks: z.array(ChangeRemark) }), named: { ChangeRemark } });
    };
    expect(findBreaks(remarks(["x"]), remarks(["x", "y"]))).toEqual([]);
  });

  it("what has a name is followed, and named", () => {
    const report = (inner: z.ZodType) => one({ output: object({ head: inner }), named: { Head: inner } });
    expect(findBreaks(report(object({ a: text })), report(object({ a: text.nullable() })))).toEqual([
      "ask Head.a: may be null now",
    ]);
  });
});

describe("of an input", () => {
  const breaksOf = (before: z.ZodType | undefined, after: z.ZodType | undefined) =>
    findBreaks(one({ ...(before && { input: before }) }), one({ ...(after && { input: after }) }));

  it.each<[string, z.ZodType | undefined, z.ZodType | undefined, string]>([
    ["a new field that is required", given({}), given({ a: text }), ".a: is new and required"],
    [
      "a field that becomes required",
      given({ a: text.optional() }),
      given({ a: text }),
      ".a: is required now",
    ],
    ["a field that is taken no more", given({ a: text.optional() }), given({}), ".a: is taken no more"],
    ["another type", given({ a: z.number() }), given({ a: text }), ".a: may not be number any more"],
    ["a whole number alone", given({ a: z.number() }), given({ a: count }), ".a: may not be number any more"],
    ["no null", given({ a: text.nullable() }), given({ a: text }), ".a: may not be null any more"],
    [
      "a word less",
      given({ a: z.enum(["x", "y"]) }),
      given({ a: z.enum(["x"]) }),
      '.a: may not be "y" any more',
    ],
    [
      "certain words alone",
      given({ a: text }),
      given({ a: z.enum(["x"]) }),
      ".a: takes certain words alone now",
    ],
    ["a shorter text", given({ a: text.max(9) }), given({ a: text.max(8) }), ".a: another maxLength, 8"],
    [
      "a limit where none was",
      given({ a: z.number() }),
      given({ a: z.number().min(1) }),
      ".a: another minimum, 1",
    ],
    ["fewer rows", z.array(text).max(9), z.array(text).max(8), ": another maxItems, 8"],
    ["a format", given({ a: text }), given({ a: z.iso.date() }), '.a: another format, "date"'],
    ["a way less to ask", z.union([text, given({ a: text })]), text, ": may not be object any more"],
    ["an input where none was", undefined, given({}), ": must be given now"],
    ["one that must be given", given({}).optional(), given({}), ": must be given now"],
    ["none where one was", given({}).optional(), undefined, ": is taken no more"],
  ])("%s breaks", (_, before, after, found) => {
    const breaks = breaksOf(before, after);
    expect(breaks.filter((each) => !each.includes("another pattern"))).toEqual([`ask input${found}`]);
  });

  it.each<[string, z.ZodType | undefined, z.ZodType | undefined]>([
    ["a new field that may be left out", given({ a: text }), given({ a: text, b: text.optional() })],
    ["a field that need not be given any more", given({ a: text }), given({ a: text.nullable().optional() })],
    ["a default", given({ a: text }), given({ a: text.default("x") })],
    ["a word more", given({ a: z.enum(["x"]) }), given({ a: z.enum(["x", "y"]) })],
    ["another way to ask", text, z.union([text, given({ a: text })])],
    ["a wider limit", given({ a: text.max(8) }), given({ a: text.max(9) })],
    ["an input that may be left out", undefined, given({}).optional()],
  ])("%s does not", (_, before, after) => {
    expect(breaksOf(before, after)).toEqual([]);
  });
});

describe("of procedures", () => {
  const before = one({});
  it("one that is gone, or becomes a mutation, breaks; a new one does not", () => {
    const ask = before.procedures["ask"]!;
    expect(findBreaks(before, { ...before, procedures: {} })).toEqual(["ask is gone"]);
    const changed = { ...before, procedures: { ask: { ...ask, kind: "mutation" as const } } };
    expect(findBreaks(before, changed)).toEqual(["ask is a mutation and was a query"]);
    expect(findBreaks(before, { ...before, procedures: { ask, more: ask } })).toEqual([]);
  });
});
