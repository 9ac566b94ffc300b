import { Tags } from "@evalboard/contract";
import { z } from "zod";

/** One parameter of an address, such as `label`, or `baseline.label` of a group within the input. */
interface Parameter {
  readonly name: string;
  /** What it takes, as the contract has it; of a list, of each one. */
  readonly schema: z.ZodType;
  readonly isRequired: boolean;
  /** Whether it may be said several times. */
  readonly isList: boolean;
}

/** An input as an address has it. */
export interface Parameters {
  readonly listed: readonly Parameter[];
  /** From texts to the input's fields. Throws `z.ZodError` that names the parameter and what would be right. */
  parse(said: unknown): Record<string, unknown>;
}

/**
 * The fields of an input as parameters: a number and a truth value as people write them, a field of an object within by
 * `object.field`, and tags as `tag=NAME%3DVALUE`, once or several times.
 */
export function parametersOf({ shape }: Pick<z.ZodObject, "shape">): Parameters {
  const fields = Object.entries(shape).map(([key, field]) => fieldOf(key, field));
  const listed = fields.flatMap((field) => field.listed);
  const names = listed.map(({ name }) => name);
  const Said = z.record(z.string(), z.unknown()).superRefine((said, context) => {
    const unknown = Object.keys(said).filter((name) => !names.includes(name));
    const known = names.length === 0 ? "there are none here" : `there are ${names.join(", ")}`;
    if (unknown.length > 0) context.addIssue(`there is no ${unknown.join(", ")}; ${known}`);
  });
  const Input = inputOf(fields);
  return { listed, parse: (said) => Input.parse(nest(Said.parse(said))) };
}

/** How a field is said and read. */
interface Field {
  /** Its key among what was said, and in the input. */
  readonly said: string;
  readonly key: string;
  readonly schema: z.ZodType;
  readonly listed: readonly Parameter[];
}

function fieldOf(key: string, field: unknown): Field {
  const isRequired = !(field instanceof z.ZodType && field.safeParse(undefined).success);
  const inner = unwrap(field);
  const readAs = (schema: z.ZodType) => (isRequired ? schema : schema.optional());
  if (inner instanceof z.ZodObject) {
    const fields = Object.entries(inner.shape).map(([name, each]) => fieldOf(name, each));
    const listed = fields
      .flatMap((each) => each.listed)
      // A group that says nothing is refused by name.
      .map(({ name, schema, isList, ...each }) => {
        return { name: `${key}.${name}`, schema, isList, isRequired: isRequired && each.isRequired };
      });
    return { said: key, key, schema: readAs(inputOf(fields)), listed };
  }
  if (inner instanceof z.ZodRecord) {
    const listed = { name: "tag", schema: z.string(), isRequired: false, isList: true };
    return { said: "tag", key, schema: TagParameters.optional(), listed: [listed] };
  }
  const shown = field instanceof z.ZodDefault ? field : inner;
  const listed = { name: key, schema: shown, isRequired, isList: false };
  return { said: key, key, schema: readAs(fromText(inner)), listed: [listed] };
}

function unwrap(field: unknown): z.ZodType {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault || field instanceof z.ZodNullable)
    return unwrap(field.unwrap());
  if (field instanceof z.ZodType) return field;
  throw new Error("a field of an input is no schema");
}

function inputOf(fields: readonly Field[]): z.ZodType<Record<string, unknown>> {
  const keys = new Map(fields.map(({ said, key }) => [said, key]));
  return z
    .strictObject(Object.fromEntries(fields.map(({ said, schema }) => [said, schema])))
    .transform((input) =>
      Object.fromEntries(Object.entries(input).map(([said, value]) => [keys.get(said) ?? said, value])),
    );
}

/** From `{ "baseline.label": "main" }` to `{ baseline: { label: "main" } }`; every name is a known one. */
function nest(said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const groups = new Map<string, Record<string, unknown>>();
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(said)) {
    const dot = name.indexOf(".");
    if (dot === -1) input[name] = value;
    else {
      const group = groups.get(name.slice(0, dot)) ?? {};
      group[name.slice(dot + 1)] = value;
      groups.set(name.slice(0, dot), group);
    }
  }
  for (const [key, group] of groups) input[key] = nest(group);
  return input;
}

/** What is no number stays as it was said, and is refused as that. */
function fromText(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNumber)
    return z.preprocess((said) => (isNumber(said) ? Number(said) : said), schema);
  if (schema instanceof z.ZodBoolean) return z.enum(["true", "false"]).transform((said) => said === "true");
  return schema;
}

function isNumber(said: unknown): boolean {
  return typeof said === "string" && /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(said);
}

/** `tag=temperature%3D0.2`, once or several times. */
const TagParameters = z
  .union([z.string(), z.array(z.string())])
  .transform((said, context) => {
    const tags = new Map<string, string>();
    for (const text of [said].flat()) {
      const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
      if (name === undefined || value === undefined)
        context.addIssue("must be NAME=VALUE, such as tag=temperature%3D0.2");
      else if (tags.has(name)) context.addIssue(`says ${name} twice: a run has one value of each tag`);
      else tags.set(name, value);
    }
    return Object.fromEntries(tags);
  })
  .pipe(Tags);
