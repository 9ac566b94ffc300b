import { formatCount, formatCounted, formatPValue, formatScoreChange } from "@evalboard/format";
import type { ReactNode } from "react";
import { CompareLink } from "../address/links.tsx";
import { intervalWords } from "../figures/change-words.ts";
import { VerdictBadge } from "../figures/verdict.tsx";
import { Card } from "../kit/card.tsx";
import { Unknown } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import type { GroupsProps } from "./group-names.ts";

type Pair = GroupsProps["comparison"]["pairs"][number];

/** Every pair of groups by itself: how far apart they are and how sure that is, and the way to all that is known of the two. */
export function GroupPairs({ comparison, groups, names }: GroupsProps): ReactNode {
  return (
    <Card title="Each against each" definition="groups.pairs" flush>
      {comparison.pairs.length < 2 ? null : (
        <p className="px-5 pb-3 text-sm text-pretty text-muted">
          p and verdict are corrected for all {formatCount(comparison.pairs.length)} pairs (Holm), the 95%
          interval of a difference is not: one that is just clear of 0 may be no clear change.
        </p>
      )}
      <DataTable
        isFolded
        label="Each against each"
        columns={columnsOf({ groups, names })}
        rows={comparison.pairs}
        keyOf={({ baseline, candidate }) => `${baseline} ${candidate}`}
      />
    </Card>
  );
}

function columnsOf({ groups, names }: Pick<GroupsProps, "groups" | "names">): readonly Column<Pair>[] {
  return [
    {
      heading: "Against",
      width: "w-[29%] lg:w-[34%]",
      wide: true,
      bare: true,
      cell: ({ baseline, candidate }) => (
        <CompareLink baseline={groups[baseline] ?? null} candidate={groups[candidate] ?? null}>
          <span className="font-medium wrap-anywhere">{names[candidate]}</span>
          <span className="text-muted"> against </span>
          <span className="font-medium wrap-anywhere">{names[baseline]}</span>
        </CompareLink>
      ),
    },
    {
      heading: "Verdict",
      definition: "verdict",
      width: "w-[24%] lg:w-[20%]",
      wide: true,
      cell: ({ change: { verdict } }) =>
        verdict === null ? <Unknown why="nothing in common" /> : <VerdictBadge verdict={verdict} />,
    },
    {
      heading: "Difference",
      definition: "compare.difference",
      align: "right",
      width: "w-[21%]",
      cell: ({ change: { difference, interval } }) =>
        difference === null ? (
          <Unknown why="nothing in common" />
        ) : (
          <>
            <span className="font-medium">{formatScoreChange(difference)}</span>
            {interval === null ? null : (
              <span className="block text-xs text-muted">{intervalWords(interval)}</span>
            )}
          </>
        ),
    },
    {
      heading: "p, of all pairs",
      definition: "groups.pValue",
      align: "right",
      cell: ({ change: { adjustedPValue } }) =>
        adjustedPValue === null ? <Unknown why="no test" /> : formatPValue(adjustedPValue),
    },
    {
      heading: "Shared",
      align: "right",
      cell: ({ change: { sharedItems } }) => formatCounted(sharedItems, "item"),
    },
  ];
}
