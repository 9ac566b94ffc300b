import type { ComparisonVerdict, Verdict } from "@evalboard/contract";
import { Equal, type LucideIcon, Scale, TrendingDown, TrendingUp } from "lucide-react";

/** A verdict on a change, of runs or of items. */
export type AnyVerdict = Verdict | ComparisonVerdict;

/** How a verdict looks everywhere: told apart by word and shape, not by colour alone. */
export type VerdictFace = {
  readonly label: string;
  readonly meaning: string;
  readonly Icon: LucideIcon;
  readonly className: string;
};

const tooFew: VerdictFace = {
  label: "Too few",
  meaning: "A change of 0.1 of the mean score could have been missed more often than one time in five.",
  Icon: Scale,
  className: "bg-warn-soft text-warn",
};

export const verdictFaces: Readonly<Record<AnyVerdict, VerdictFace>> = {
  improved: {
    label: "Improved",
    meaning: "The mean score rose by more than chance explains, tested at 5%.",
    Icon: TrendingUp,
    className: "bg-good-soft text-good",
  },
  worse: {
    label: "Worse",
    meaning: "The mean score fell by more than chance explains, tested at 5%.",
    Icon: TrendingDown,
    className: "bg-bad-soft text-bad",
  },
  "no clear change": {
    label: "No clear change",
    meaning: "Chance explains the difference, and a change of 0.1 would most likely have been seen.",
    Icon: Equal,
    className: "bg-sunken text-ink",
  },
  "too few runs": { ...tooFew, label: "Too few runs" },
  "too few items": { ...tooFew, label: "Too few items" },
};
