import { z } from "zod";
import { ImportError } from "./import-error.ts";

/**
 * `content` as `schema` has it. Throws `ImportError` with the place of the first fault and how many more there are;
 * `where` is the place of the content itself, such as `results.results[3]` or `line 4`.
 */
export function readShape<Schema extends z.ZodType>(
  schema: Schema,
  content: unknown,
  where = "",
): z.output<Schema> {
  const read = schema.safeParse(content);
  if (read.success) return read.data;
  const [first, ...others] = read.error.issues;
  const fault = first?.message
    .replace(/^Invalid input: /, "")
    .replace(", received undefined", ", is missing");
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  throw new ImportError(`${placeOf(where, z.core.toDotPath(first?.path ?? []))}: ${fault}${more}`);
}

function placeOf(where: string, path: string): string {
  if (where === "" || path === "") return where || path || "the whole file";
  if (/^(?:line|row) \d+$/.test(where)) return `${where}, ${path}`;
  return path.startsWith("[") ? where + path : `${where}.${path}`;
}
