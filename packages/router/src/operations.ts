import { z } from "zod";
import { Scope } from "@evalboard/contract";
import type { AccessRule, Rest } from "./rest.ts";
import { appRouter } from "./router.ts";

/** A procedure as a resource. */
export interface Operation extends Rest {
  /** As tRPC's clients call it, such as `runs.record.start`. */
  readonly name: string;
  readonly access: AccessRule;
  readonly type: "query" | "mutation";
  /** Absent where there is nothing to say. */
  readonly input: z.ZodType | undefined;
  readonly output: z.ZodType;
}

const Schema = z.instanceof(z.ZodType);

/** What tRPC keeps of a procedure. */
const Definition = z.object({
  type: z.enum(["query", "mutation"]),
  inputs: z.array(Schema).max(1),
  output: Schema,
  meta: z.object({
    access: z.union([Scope, z.literal("open")]),
    rest: z.object({
      method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
      path: z.templateLiteral(["/", z.string()]),
      summary: z.string(),
      description: z.string().optional(),
    }),
  }),
});

/** Every procedure as a resource, in the router's order. Throws where one has no place. */
export function listOperations(): readonly Operation[] {
  return Object.entries(appRouter._def.procedures).map(([name, procedure]) => {
    const definition = Definition.safeParse("_def" in procedure ? procedure._def : undefined);
    if (!definition.success) throw new Error(`${name} is no resource`, { cause: definition.error });
    const { type, inputs, output, meta } = definition.data;
    const { method, path, summary, description } = meta.rest;
    const { access } = meta;
    return { name, access, type, input: inputs[0], output, method, path, summary, description };
  });
}
