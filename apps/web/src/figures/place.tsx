import type { RankedModel } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import type { ReactNode } from "react";

/** The places that something may have among others; null where it has none. */
type RankRange = RankedModel["rankRange"];

interface PlacedProps {
  readonly rank: RankRange;
  /** The name takes one line, in whose middle the places stand. */
  readonly isLine?: boolean;
  readonly children: ReactNode;
}

/** A name with the places that it may have before it. */
export function Placed({ rank, isLine = false, children }: PlacedProps): ReactNode {
  return (
    <div className={`flex gap-2.5 ${isLine ? "items-center" : ""}`}>
      <span
        title={rank === null ? undefined : placeWords(rank)}
        className="w-8 shrink-0 text-right whitespace-nowrap text-muted tabular-nums"
      >
        {rank === null ? null : rankText(rank)}
      </span>
      <span className="min-w-0">{children}</span>
    </div>
  );
}

/** `1–3`; `2` where only one place is left. */
export function rankText({ best, worst }: NonNullable<RankRange>): string {
  return best === worst ? formatCount(best) : `${formatCount(best)}–${formatCount(worst)}`;
}

/** `between place 1 and 3`. */
export function placeWords({ best, worst }: NonNullable<RankRange>): string {
  return best === worst
    ? `place ${formatCount(best)}`
    : `between place ${formatCount(best)} and ${formatCount(worst)}`;
}
