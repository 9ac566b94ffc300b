import type { SummaryFigures } from "@evalboard/contract";
import type { Tone } from "./change.ts";

type Scored = Pick<SummaryFigures, "scoreInterval">;

/** Whether a score's change is news: only where the 95 % intervals of the two windows do not overlap. */
export function scoreTone({ scoreInterval: now }: Scored, { scoreInterval: before }: Scored): Tone {
  if (now === null || before === null) return "neutral";
  if (now.low > before.high) return "good";
  return now.high < before.low ? "bad" : "neutral";
}
