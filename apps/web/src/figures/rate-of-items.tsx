import { formatRate } from "@evalboard/format";
import type { ReactNode } from "react";
import { Count } from "../ui/count.tsx";
import { Unknown } from "../ui/unknown.tsx";

type RateOfItemsProps = {
  readonly rate: number | null;
  readonly count: number;
  readonly items: number;
};

/** A rate beside what it is a rate of, which takes two lines where one has no room for it. */
export function RateOfItems({ rate, count, items }: RateOfItemsProps): ReactNode {
  if (rate === null) return <Unknown why="no items" />;
  return (
    <>
      <span className="font-medium">{formatRate(rate)}</span>
      <span className="block text-xs text-muted">
        <Count value={count} />{" "}
        <span className="whitespace-nowrap">
          of <Count value={items} />
        </span>
      </span>
    </>
  );
}
