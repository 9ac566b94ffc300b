import type { Comparison, ItemChange } from "@evalboard/contract";
import { formatCount, formatCounted, formatRate } from "@evalboard/format";
import type { ReactNode } from "react";
import { pValueWords } from "../figures/change-words.ts";
import { Card } from "../kit/card.tsx";
import { Term } from "../kit/term.tsx";

interface PassTableProps {
  readonly passes: NonNullable<Comparison["change"]["passes"]>;
  /** What the items of a pair share: `within the same model`. */
  readonly within: string | null;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
}

const headClass = "pb-1 text-xs font-medium text-muted";

/** The shared items by whether they pass in either group; those that flipped can be listed. */
export function PassTable({ passes, within, chosen, choose }: PassTableProps): ReactNode {
  const { both, neither, gained, lost, pValue } = passes;
  const total = both + neither + gained + lost;
  const cell = { total, chosen, choose };
  return (
    <Card
      title="Passes"
      definition="compare.passes"
      aside={within === null ? undefined : <span className="text-sm text-muted">{within}</span>}
    >
      <table
        aria-label="Shared items by pass"
        className="w-full table-fixed border-separate border-spacing-1.5"
      >
        <thead>
          <tr>
            <th scope="col" className="w-20">
              <span className="sr-only">Baseline</span>
            </th>
            <th scope="col" className={headClass}>
              Candidate passes
            </th>
            <th scope="col" className={headClass}>
              Candidate fails
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className={`${headClass} text-left`}>
              Baseline passes
            </th>
            <PassCell {...cell} word="both pass" count={both} />
            <PassCell {...cell} word="lost" count={lost} change="lost" tone="bg-bad-soft text-bad" />
          </tr>
          <tr>
            <th scope="row" className={`${headClass} text-left`}>
              Baseline fails
            </th>
            <PassCell {...cell} word="gained" count={gained} change="gained" tone="bg-good-soft text-good" />
            <PassCell {...cell} word="neither" count={neither} />
          </tr>
        </tbody>
      </table>
      <p className="mt-3 text-sm text-muted">
        <Term definition="compare.mcNemar">McNemar's mid-p</Term>{" "}
        <span className="whitespace-nowrap text-ink">{pValueWords(pValue)}</span> on{" "}
        {formatCounted(gained + lost, "flipped item")}; the verdict does not go by it.
      </p>
    </Card>
  );
}

interface PassCellProps {
  readonly word: string;
  readonly count: number;
  /** All shared items. */
  readonly total: number;
  /** Which list the cell is of, where it is of one. */
  readonly change?: ItemChange;
  readonly tone?: string;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
}

const boxClass = "flex w-full flex-col items-center rounded-lg px-2 py-3";

/** How many items are in one of the four cells; one that flipped lists them. */
function PassCell(props: PassCellProps): ReactNode {
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
