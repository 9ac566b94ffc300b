import { z } from "zod";
import {
  type Condition,
  metricDrop,
  newlyFailing,
  passRateBelow,
  verdictIs,
  worse,
  worseAtOneLook,
} from "./rules.ts";

// What `--fail-if` and `--allow-drop` take.

const Share = z
  .string()
  .regex(/^(0(\.\d+)?|\.\d+|1(\.0+)?)$/)
  .transform(Number);
const Amount = z
  .string()
  .regex(/^\d*\.?\d+(e-?\d{1,2})?$/i)
  .transform(Number);

const NEWLY = "newly-failing-above=";
const BELOW = "pass-rate-below=";
const METRIC = /^metric:(?<metric>.+)-drop=(?<allowed>[^=]*)$/s;

/** Conditions that are one word. */
const words: readonly Condition[] = [
  worse,
  worseAtOneLook,
  verdictIs("no-clear-change", "no clear change"),
  verdictIs("too-little-to-say", "too little to say"),
  // What it was called before.
  verdictIs("too-few-items", "too little to say"),
];

/** What is said between two commas; null where it means nothing. */
function conditionOf(said: string): Condition | null {
  const word = words.find((condition) => condition.said === said);
  if (word) return word;
  if (said === "newly-failing") return newlyFailing(said, 0);
  if (said.startsWith(NEWLY)) {
    const count = z
      .string()
      .regex(/^\d{1,9}$/)
      .safeParse(said.slice(NEWLY.length));
    return count.success ? newlyFailing(said, Number(count.data)) : null;
  }
  if (said.startsWith(BELOW)) {
    const least = Share.safeParse(said.slice(BELOW.length));
    return least.success ? passRateBelow(said, least.data) : null;
  }
  const { metric, allowed } = METRIC.exec(said)?.groups ?? {};
  const amount = Amount.safeParse(allowed);
  return metric !== undefined && amount.success ? metricDrop(said, metric.trim(), amount.data) : null;
}

/** A metric's name may hold commas: such a condition ends with its amount. */
const BETWEEN_COMMAS = /metric:.+?-drop=[^,]*|[^,]+/gs;

const KINDS =
  "worse, worse-at-one-look, too-little-to-say, no-clear-change, newly-failing, newly-failing-above=2, pass-rate-below=0.9, metric:NAME-drop=0.05";

/** What `--fail-if` takes: conditions, separated by commas. */
export const FailIf = z.string().transform((text, context): Condition[] => {
  const said = text.match(BETWEEN_COMMAS) ?? [];
  const meant = said.map((one) => conditionOf(one.trim())).filter((condition) => condition !== null);
  // Nothing between two commas is a slip of the pen.
  if (meant.length > 0 && meant.length === said.length && said.join() === text) return meant;
  context.addIssue(`must be one or several of ${KINDS}, with commas between`);
  return z.NEVER;
});

/** What `--allow-drop` takes. */
export const AllowDrop = z
  .string()
  .regex(/^(0(\.\d+)?|\.\d+|1(\.0+)?)$/, "must be a drop of the mean score from 0 to 1, such as 0.01")
  .transform(Number);
