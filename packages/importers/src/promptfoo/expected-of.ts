import { fileName } from "../file-name.ts";
import { toText } from "../to-text.ts";
import type { Assertion, Row } from "./row.ts";

/**
 * What a test expects, for a person to read: the value alone where the answer has to equal it, else a line per
 * assertion (`contains: Paris`). Null where nothing is asserted.
 */
export function expectedOf({ testCase, vars }: Row): string | null {
  const assertions = (testCase?.assert ?? []).flatMap(leaves);
  const [only] = assertions;
  if (only?.type === "equals" && assertions.length === 1) return toText(valueOf(only, vars));
  const lines = assertions.map((assertion) => {
    const value = valueOf(assertion, vars);
    return value === null ? assertion.type : `${assertion.type}: ${value}`;
  });
  return toText(lines.length > 0 ? lines.join("\n") : null);
}

/** An `assert-set` is the assertions in it. */
const leaves = (assertion: Assertion): Assertion[] => assertion.assert?.flatMap(leaves) ?? [assertion];

function valueOf({ value }: Assertion, vars: Row["vars"]): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value))
    return value.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(", ");
  if (typeof value !== "string") return JSON.stringify(value);
  if (value.startsWith("file://")) return fileName(value);
  // The file has the template, `{{country}}`; the person wants the value.
  return value.replace(/\{\{\s*(\w+)\s*\}\}/g, (template, name: string) => scalar(vars, name) ?? template);
}

function scalar(vars: Row["vars"], name: string): string | null {
  const value = vars && Object.hasOwn(vars, name) ? vars[name] : null;
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
