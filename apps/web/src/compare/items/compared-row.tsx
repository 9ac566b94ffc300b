import type { ComparedItem } from "@evalboard/contract";
import { formatScore, formatScoreChange } from "@evalboard/format";
import { ArrowRight } from "lucide-react";
import { memo, type ReactNode } from "react";
import { FlipBadge } from "./flip-badge.tsx";
import { flipOf } from "./flip-of.ts";
import { rowColumns } from "./row-columns.ts";

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
      className={`${rowColumns} size-full px-5 text-left text-sm transition-colors hover:bg-hover aria-expanded:bg-accent-soft`}
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
      <span className="hidden truncate text-muted lg:block">{baseline.output ?? "no output"}</span>
      <span className="hidden truncate lg:block">{candidate.output ?? "no output"}</span>
    </button>
  );
});
