import { z } from "zod";
import { ImportError } from "./import-error.ts";

/** `content` as `schema` has it. Throws `ImportError` with the path of the first fault and how many more there are. */
export function readShape<Schema extends z.ZodType>(schema: Schema, content: unknown): z.output<Schema> {
  const read = schema.safeParse(content);
  if (read.success) return read.data;
  const [first, ...others] = read.error.issues;
  const path = z.core.toDotPath(first?.path ?? []) || "the whole file";
  const fault = first?.message
    .replace(/^Invalid input: /, "")
    .replace(", received undefined", ", is missing");
  throw new ImportError(`${path}: ${fault}${others.length > 0 ? ` (and ${others.length} more)` : ""}`);
}
