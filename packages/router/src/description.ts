import * as contract from "@evalboard/contract";
import { z } from "zod";
import { listOperations } from "./operations.ts";

// What `contract.json` beside this folder holds: the contract that is published. Without the ranges and patterns that JSON
// Schema cannot say, which `refine` and `transform` check.

const Schema = z.record(z.string(), z.json());
export type Schema = z.infer<typeof Schema>;

const Procedure = z.object({
  kind: z.enum(["query", "mutation"]),
  /** Null where it takes nothing. */
  input: Schema.nullable(),
  inputRequired: z.boolean(),
  output: Schema,
});

/** Schemas that have a name in the contract stand once, under `inputs` as they are sent and under `outputs` as they come. */
export const Description = z.object({
  /** That of `@evalboard/client` too. */
  major: z.int().nonnegative(),
  procedures: z.record(z.string(), Procedure),
  inputs: z.record(z.string(), Schema),
  outputs: z.record(z.string(), Schema),
});
export type Description = z.infer<typeof Description>;

/** The contract as the router has it now, under that major. */
export function describeContract(major: number): Description {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(contract))
    if (schema instanceof z.ZodType) names.add(schema, { id });

  const inputs: Record<string, Schema> = {};
  const outputs: Record<string, Schema> = {};
  const describe = (schema: z.ZodType, io: "input" | "output"): Schema => {
    const whole = z.toJSONSchema(schema, { io, metadata: names, unrepresentable: "any", override });
    const { $schema: _, $defs = {}, ...own } = whole;
    const defined = io === "input" ? inputs : outputs;
    for (const [id, one] of Object.entries($defs)) defined[id] = withoutId(Schema.parse(one));
    // One that has a name is a reference to it.
    return Schema.parse(own);
  };

  const procedures = listOperations().map(({ name, type: kind, input, output }) => {
    const takes = input ? { input: describe(input, "input"), inputRequired: !input.isOptional() } : NOTHING;
    return [name, { kind, ...takes, output: describe(output, "output") }];
  });
  return inOrder({ major, procedures: Object.fromEntries(procedures), inputs, outputs });
}

const NOTHING = { input: null, inputRequired: false };

interface Described {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

/** JSON Schema has no word for what is transformed on its way out, such as an instant: it is what it was. */
function override({ zodSchema, jsonSchema }: Described) {
  const { def } = zodSchema._zod;
  if (def.type === "pipe" && def.out._zod.def.type === "transform")
    Object.assign(jsonSchema, { ...z.toJSONSchema(def.in, { io: "output" }), $schema: undefined });
  // A format says it shorter than its pattern.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}

const withoutId = (schema: Schema): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "id"));

/** By name, so that a change shows where it was made. Of a schema the order of the fields is that of the contract. */
function inOrder({ procedures, inputs, outputs, ...rest }: Description): Description {
  const sorted = <Value>(record: Record<string, Value>) =>
    Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return Description.parse({
    ...rest,
    procedures: sorted(procedures),
    inputs: sorted(inputs),
    outputs: sorted(outputs),
  });
}
