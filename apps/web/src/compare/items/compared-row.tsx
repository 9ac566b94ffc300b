import type { ComparedItem } from "@evalboard/runs/contract";
import { ArrowRight } from "lucide-react";
import { memo, type ReactNode } from "react";
import { formatScoreChange } from "../../format/changes.ts";
import { formatScore } from "../../format/numbers.ts";
import { FlipBadge } from "./flip-badge.tsx";
import { flipOf } from "./flip-of.ts";

type ComparedRowProps = {
  readonly item: ComparedItem;
  readonly isOpen: boolean;
  readonly open: (item: ComparedItem) => void;
};

/** An item in one line, which opens it. Drawn anew only when it changes: many pass by while one scrolls. */
export const ComparedRow = memo(function ComparedRow({ item, isOpen, open }: ComparedRowProps): ReactNode {
  const { itemKey, dataset, baseline, candidate, difference } = item;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => open(item)}
      className="grid size-full grid-cols-[1fr_auto_4rem] items-center gap-x-3 px-5 text-left text-sm transition-colors hover:bg-hover aria-expanded:bg-accent-soft md:grid-cols-[12rem_5rem_7.5rem_3.75rem_1fr_1fr]"
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{itemKey}</span>
        <span className="block truncate text-xs text-muted">{dataset.name}</span>
      </span>
      <FlipBadge flip={flipOf(item)} />
      <span className="hidden items-center gap-1.5 tabular-nums md:flex">
        {formatScore(baseline.score)}
        <ArrowRight className="size-3 shrink-0 text-muted" aria-label="to" />
        {formatScore(candidate.score)}
      </span>
      <span className="text-right font-medium tabular-nums">{formatScoreChange(difference)}</span>
      <span className="hidden truncate text-muted md:block">{baseline.output ?? "no output"}</span>
      <span className="hidden truncate md:block">{candidate.output ?? "no output"}</span>
    </button>
  );
});
