import type { PromptChange } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";

/** How the verdicts on a prompt's own changes were tested: the board corrects for other prompts instead. */
export function correctionWords(changes: readonly Pick<PromptChange, "pValue">[]): string {
  const tested = changes.filter(({ pValue }) => pValue !== null).length;
  if (tested === 0) return "No change has runs enough for a test.";
  const others =
    "On the board the newest change is corrected for other prompts, so that its verdict may differ.";
  if (tested === 1) return `One change of this prompt could be tested, at 5%. ${others}`;
  return `Tested at 5%, and corrected for the ${formatCount(tested)} changes of this prompt tested (Holm). ${others}`;
}
