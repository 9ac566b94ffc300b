import { InvalidArgumentError } from "commander";
import type { z } from "zod";

/** A parser of commander that takes what the schema takes. */
export function parserOf<Value>(schema: z.ZodType<Value>): (text: string) => Value {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`It ${parsed.error.issues.map(({ message }) => message).join(", ")}.`);
  };
}
