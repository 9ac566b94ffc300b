import { type Comparison, ComparisonVerdict } from "@evalboard/contract";
import { z } from "zod";

const verdicts = new Map<string, ComparisonVerdict>(
  ComparisonVerdict.exclude(["improved"]).options.map((verdict) => [verdict.replaceAll(" ", "-"), verdict]),
);

/** What `--fail-if` takes: verdicts with hyphens for their spaces, separated by commas. */
export const FailIf = z.string().transform((text, context) => {
  const words = text.split(",").map((word) => word.trim());
  const meant = words.flatMap((word) => verdicts.get(word) ?? []);
  if (meant.length === words.length) return new Set(meant);
  context.addIssue(`must be one or several of ${[...verdicts.keys()].join(", ")}, with commas between`);
  return z.NEVER;
});

/** What `--allow-drop` takes. */
export const AllowDrop = z
  .string()
  .regex(/^(0(\.\d+)?|\.\d+|1(\.0+)?)$/, "must be a drop of the mean score, from 0 to 1, such as 0.01")
  .transform(Number);

/** A drop from 0.3 to 0.2 is no more than 0.1, whatever is left of it in binary. */
const ROUNDING = 1e-9;

/** When a comparison fails the gate. */
export interface GateRules {
  readonly failIf: ReadonlySet<ComparisonVerdict>;
  /** A drop of the mean score of no more than this is no failure, however certain it is. */
  readonly allowDrop: number;
}

/** Whether the comparison fails the gate. Its verdict is the server's. */
export function isFailed({ verdict, score }: Comparison, { failIf, allowDrop }: GateRules): boolean {
  if (!failIf.has(verdict)) return false;
  return verdict !== "worse" || score.difference === null || -score.difference > allowDrop + ROUNDING;
}
