import type { ComparedItem } from "@evalboard/contract";
import { ArrowDown, ArrowUp, Minus, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import type { OpenItem, Side } from "../address/compare.ts";
import { Badge, type Face } from "../kit/badge.tsx";
import { sideWords } from "./search.ts";

const faces: Readonly<Record<Flip, Face>> = {
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
  return <Badge face={faces[flip]} />;
}

/** What became of an item: it passed and fails, the other way round, or only its score moved. */
type Flip = "lost" | "gained" | "fell" | "rose" | "same";

/** Reads it from whether each side passes, and from the change of the mean score. */
export function flipOf({ baseline, candidate, difference }: ComparedItem): Flip {
  if (baseline.passed !== candidate.passed) return candidate.passed ? "gained" : "lost";
  if (difference === 0) return "same";
  return difference > 0 ? "rose" : "fell";
}

/** Where the item's two answers are. */
export function openItemOf({ baseline, candidate }: ComparedItem): OpenItem {
  return {
    baseline: { runId: baseline.runId, position: baseline.position },
    candidate: { runId: candidate.runId, position: candidate.position },
  };
}

/** Whether an item is the open one. */
export function isOpenItem({ baseline, candidate }: ComparedItem, open: OpenItem): boolean {
  return (
    baseline.runId === open.baseline.runId &&
    baseline.position === open.baseline.position &&
    candidate.runId === open.candidate.runId &&
    candidate.position === open.candidate.position
  );
}

/** A side by its mark and name. */
export function SideName({ side }: { readonly side: Side }): ReactNode {
  const { title, mark } = sideWords[side];
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden className={`size-2.5 shrink-0 rounded-full ${mark}`} />
      {title}
    </span>
  );
}
