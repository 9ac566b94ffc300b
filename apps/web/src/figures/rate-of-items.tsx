import { formatCount, formatRate } from "@evalboard/format";
import type { ReactNode } from "react";
import { Unknown } from "../ui/unknown.tsx";

type RateOfItemsProps = {
  readonly rate: number | null;
  readonly count: number;
  readonly items: number;
};

/** A rate beside what it is a rate of. */
export function RateOfItems({ rate, count, items }: RateOfItemsProps): ReactNode {
  if (rate === null) return <Unknown why="no items" />;
  return (
    <>
      <span className="font-medium">{formatRate(rate)}</span>
      <span className="block text-xs whitespace-nowrap text-muted">
        {formatCount(count)} of {formatCount(items)}
      </span>
    </>
  );
}
