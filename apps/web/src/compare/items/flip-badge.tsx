import { ArrowDown, ArrowUp, type LucideIcon, Minus, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import type { Flip } from "./flip-of.ts";

type FlipFace = {
  readonly label: string;
  readonly meaning: string;
  readonly Icon: LucideIcon;
  readonly className: string;
};

const faces: Readonly<Record<Flip, FlipFace>> = {
  lost: {
    label: "Lost",
    meaning: "passed, fails now",
    Icon: TrendingDown,
    className: "text-bad font-medium",
  },
  gained: {
    label: "Gained",
    meaning: "failed, passes now",
    Icon: TrendingUp,
    className: "text-good font-medium",
  },
  fell: { label: "Fell", meaning: "a lower score, no flip", Icon: ArrowDown, className: "text-muted" },
  rose: { label: "Rose", meaning: "a higher score, no flip", Icon: ArrowUp, className: "text-muted" },
  same: { label: "Same", meaning: "the same score", Icon: Minus, className: "text-muted" },
};

/** What became of an item, as an icon and a word. */
export function FlipBadge({ flip }: { readonly flip: Flip }): ReactNode {
  const { label, meaning, Icon, className } = faces[flip];
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${className}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {label}
    </span>
  );
}
