import type { ComparedGroup, RunGroup } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatRate,
  formatScore,
} from "@evalboard/format";
import type { ReactNode } from "react";
import { RunsLink } from "../address/links.tsx";
import { tagTexts } from "../address/tags.ts";
import { WithInterval } from "../figures/columns.tsx";
import { rangeWords } from "../figures/interval-axis.tsx";
import { Placed } from "../figures/place.tsx";
import { Card } from "../kit/card.tsx";
import { Figure, Unknown } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import type { GroupsProps } from "./group-names.ts";
import { basisWords } from "./group-words.ts";

interface Row {
  readonly place: number;
  readonly name: string;
  readonly group: RunGroup;
  readonly of: ComparedGroup;
  /** The names of those that it cannot be told from. */
  readonly tied: readonly string[];
}

/** Each group with its score, its places, and what it takes; the best first. */
export function GroupsTable({ comparison, groups, names }: GroupsProps): ReactNode {
  const rows = comparison.groups.flatMap((of, place): Row[] => {
    const group = groups[place];
    if (group === undefined) return [];
    return [
      { place, name: names[place] ?? "", group, of, tied: of.tiedWith.flatMap((one) => names[one] ?? []) },
    ];
  });
  const score = ({ of }: Row): number => of.adjustedScore ?? -1;
  const ranked = rows.toSorted((one, other) => score(other) - score(one));
  return (
    <Card
      title="Side by side"
      definition="groups.adjusted"
      aside={<span className="text-sm text-muted">{basisWords(comparison)}</span>}
      flush
    >
      <DataTable
        label="Side by side"
        columns={columns}
        rows={ranked.filter(({ of }) => of.apart === null)}
        apart={{
          title: "Not ranked: these share no item with the others",
          rows: ranked.filter(({ of }) => of.apart !== null),
        }}
        keyOf={({ place }) => String(place)}
      />
    </Card>
  );
}

const columns: readonly Column<Row>[] = [
  {
    heading: "Group",
    definition: "groups.rank",
    width: "w-[20%] lg:w-[23%]",
    wide: true,
    bare: true,
    cell: ({ name, group, of }) => (
      <Placed rank={of.rankRange}>
        <span className="block font-medium wrap-anywhere">{name}</span>
        <GroupRuns group={group}>{formatCounted(of.figures.runs, "run")}</GroupRuns>
      </Placed>
    ),
  },
  {
    heading: "Adjusted score",
    definition: "groups.adjusted",
    width: "w-[15%] lg:w-[21%]",
    wide: true,
    cell: ({ of: { adjustedScore, adjustedInterval, apart } }) => {
      if (adjustedScore === null) return <span className="text-xs text-muted">{apartWords(apart)}</span>;
      return (
        <WithInterval value={adjustedScore} text={formatScore(adjustedScore)} interval={adjustedInterval}>
          {rangeWords(adjustedInterval, formatScore)}
        </WithInterval>
      );
    },
  },
  {
    heading: "Cannot be told from",
    width: "w-[13%] lg:w-[15%]",
    wide: true,
    cell: ({ tied, of }) => (
      <span className="text-xs wrap-anywhere text-muted">
        {of.rankRange === null ? "–" : tied.length === 0 ? "none" : tied.join(", ")}
      </span>
    ),
  },
  {
    heading: "Its own items",
    definition: "compare.score",
    align: "right",
    cell: ({ of: { figures } }) => (
      <>
        <Figure value={figures.averageScore} format={formatScore} why="no scored item" />
        <span className="block text-xs text-muted">{formatCounted(figures.scoredItems, "item")}</span>
      </>
    ),
  },
  {
    heading: "Pass rate",
    definition: "compare.passRate",
    align: "right",
    cell: ({ of: { figures } }) =>
      figures.scoredItems === 0 ? (
        <Unknown why="no scored item" />
      ) : (
        <>
          {formatRate(figures.passedItems / figures.scoredItems)}
          <span className="block text-xs text-muted">{formatCount(figures.passedItems)} items</span>
        </>
      ),
  },
  {
    heading: "Latency",
    definition: "groups.latency",
    align: "right",
    cell: ({ of: { medianLatencyMs, p95LatencyMs } }) => (
      <>
        <Figure value={medianLatencyMs} format={formatLatency} why="not measured" />
        {p95LatencyMs === null ? null : (
          <span className="block text-xs whitespace-nowrap text-muted">
            p95 {formatLatency(p95LatencyMs)}
          </span>
        )}
      </>
    ),
  },
  {
    heading: "Cost per result",
    definition: "compare.cost",
    align: "right",
    width: "w-[16%] lg:w-[12%]",
    cell: ({ of: { figures } }) => (
      <Figure value={figures.meanCostUsd} format={formatCost} why="no cost known" />
    ),
  },
];

function apartWords(apart: ComparedGroup["apart"]): string {
  const join = apart?.join;
  return `Shares no item with the others.${join ? ` Run it on ${join.name} to rank it.` : ""}`;
}

interface GroupRunsProps {
  readonly group: RunGroup;
  readonly children: ReactNode;
}

/** Leads to the runs of a group. */
function GroupRuns({ group, children }: GroupRunsProps): ReactNode {
  const { runId: _run, tags, ...filter } = group;
  const tag = tagTexts(tags);
  return (
    <RunsLink search={{ ...filter, ...(tag && { tag }), status: "completed" }} className="text-xs text-muted">
      {children}
    </RunsLink>
  );
}
