import type { PromptChange } from "@evalboard/contract";
import { formatCount, formatCounted, formatScore } from "@evalboard/format";

/** What the verdict alone does not say: how small a change would have shown. Null where nothing is known of it. */
export function powerWords({ verdict, detectableChange }: PromptChange): string | null {
  if (detectableChange === null || verdict === "improved" || verdict === "worse") return null;
  const change = formatScore(detectableChange);
  return verdict === "too few runs"
    ? `a change under ${change} would probably have gone unseen`
    : `a change of ${change} would probably have shown`;
}

/** Where the compared runs lie: `in 21 model–dataset pairs`. */
export function strataWords({ strata }: Pick<PromptChange, "strata">): string {
  return strata === 0
    ? "no model and dataset in common"
    : `in ${formatCounted(strata, "model–dataset pair")}`;
}

/** How the verdicts were tested. `tested` counts the prompts of the window, in the list or not. */
export function correctionWords(tested: number): string {
  if (tested === 0) return "No change has runs enough for a test.";
  if (tested === 1) return "One change could be tested, at 5%.";
  return `Verdicts are tested at 5%, and corrected for the ${formatCount(tested)} prompts tested (Holm).`;
}
