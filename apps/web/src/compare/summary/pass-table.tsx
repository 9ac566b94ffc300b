import type { Comparison, ItemChange } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";
import { Card } from "../../ui/card.tsx";
import { Term } from "../../ui/term.tsx";
import { PassCell } from "./pass-cell.tsx";
import { pValueWords } from "./verdict-words.ts";

type PassTableProps = {
  readonly passes: NonNullable<Comparison["passes"]>;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
};

const headClass = "pb-1 text-xs font-medium text-muted";

/** The shared items by whether they pass in either group; those that flipped can be listed. */
export function PassTable({ passes, chosen, choose }: PassTableProps): ReactNode {
  const { both, neither, gained, lost, pValue } = passes;
  const total = both + neither + gained + lost;
  const cell = { total, chosen, choose };
  return (
    <Card title="Passes" definition="compare.passes">
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
        <Term definition="compare.mcNemar">Exact McNemar</Term>{" "}
        <span className="whitespace-nowrap text-ink">{pValueWords(pValue)}</span> on{" "}
        {formatCounted(gained + lost, "flipped item")}
      </p>
    </Card>
  );
}
