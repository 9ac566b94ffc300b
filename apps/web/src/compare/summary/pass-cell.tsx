import type { ItemChange } from "@evalboard/contract";
import { formatCount, formatRate } from "@evalboard/format";
import type { ReactNode } from "react";

type PassCellProps = {
  readonly word: string;
  readonly count: number;
  /** All shared items. */
  readonly total: number;
  /** Which list the cell is of, where it is of one. */
  readonly change?: ItemChange;
  readonly tone?: string;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
};

const boxClass = "flex w-full flex-col items-center rounded-lg px-2 py-3";

/** How many items are in one of the four cells; one that flipped lists them. */
export function PassCell(props: PassCellProps): ReactNode {
  const { word, count, total, change, tone = "bg-sunken text-ink", chosen, choose } = props;
  const content = (
    <>
      <span className="text-xl font-semibold tracking-tight tabular-nums">{formatCount(count)}</span>
      <span className="flex flex-wrap justify-center gap-x-1.5 text-xs">
        <span>{word}</span>
        <span className="tabular-nums">{total === 0 ? "–" : formatRate(count / total)}</span>
      </span>
    </>
  );
  return (
    <td className="p-0">
      {change === undefined ? (
        <div className={`${boxClass} ${tone}`}>{content}</div>
      ) : (
        <button
          type="button"
          aria-pressed={chosen === change}
          title={`List the items that were ${word}`}
          onClick={() => choose(chosen === change ? "flipped" : change)}
          className={`${boxClass} ${tone} ring-current ring-inset hover:ring-1 aria-pressed:ring-2`}
        >
          {content}
        </button>
      )}
    </td>
  );
}
