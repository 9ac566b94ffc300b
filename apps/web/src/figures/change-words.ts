import type { JudgedChange } from "@evalboard/contract";
import { formatPValue, formatScore, formatScoreChange, planWords } from "@evalboard/format";

type Interval = NonNullable<JudgedChange["interval"]>;

/** `95% CI −0.021 to +0.021`. */
export function intervalWords({ low, high }: Interval): string {
  return `95% CI ${formatScoreChange(low)} to ${formatScoreChange(high)}`;
}

/** `p = 0.012`, `p < 0.001`. */
export function pValueWords(pValue: number): string {
  const text = formatPValue(pValue);
  return text.startsWith("<") ? `p < ${text.slice(1)}` : `p = ${text}`;
}

/** For who looks once: `p = 0.001, 95% CI +0.070 to +0.150`. */
export function oneLookWords({ pValue, interval }: NonNullable<JudgedChange["oneLook"]>): string {
  return `${pValueWords(pValue)}, ${intervalWords(interval)}`;
}

/** A detectable change; 1 stands for what could never show. */
export function formatDetectable(change: number): string {
  return change >= 1 ? "more than 1" : formatScore(change);
}

/** What it takes to see a small change, as `planWords` has it; null where one was seen. */
export function settlingWords({ verdict, plan }: Pick<JudgedChange, "verdict" | "plan">): string | null {
  return verdict === "improved" || verdict === "worse" ? null : planWords(plan);
}

/** Whether a change says anything: that it improved its prompt or not, or that it is none to speak of. */
export function isTelling({ verdict }: Pick<JudgedChange, "verdict">): boolean {
  return verdict !== null && verdict !== "too little to say";
}
