import { canonicalJson } from "../canonical-json.ts";
import { hash } from "../hash.ts";
import { toName } from "../to-name.ts";
import type { Row } from "./row.ts";

const HASH_LENGTH = 32;

/**
 * What stays the same of an item from week to week: the variables, as the first 32 digits of the SHA-256 of their
 * canonical JSON. `testIdx` moves when a test is put in, so it is the last resort, after the test's description
 * and its assertions.
 */
export function itemKeyOf({ vars, testCase, testIdx }: Row): string {
  if (vars && Object.keys(vars).length > 0) return hash(canonicalJson(vars), HASH_LENGTH);
  const description = toName(testCase?.description ?? "");
  if (description !== "") return description;
  const assertions = testCase?.assert ?? [];
  if (assertions.length > 0) return hash(canonicalJson(assertions), HASH_LENGTH);
  return `test ${(testIdx ?? 0) + 1}`;
}
