import type { CompareRuns, Comparison } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";
import { ChangeNote } from "../../figures/change-note.tsx";
import { viewerZone } from "../../format/viewer-zone.ts";
import { Card } from "../../ui/card.tsx";
import { Term } from "../../ui/term.tsx";
import { type Side, sides } from "../compare-search.ts";
import { SideName } from "../side-name.tsx";
import { completedWords, factRows } from "./fact-rows.ts";
import { figureRows } from "./figure-rows.ts";
import { GroupRunsLink } from "./group-runs-link.tsx";
import { SideRow } from "./side-row.tsx";
import { ownMeansWords } from "./verdict-words.ts";

type SideBySideProps = { readonly comparison: Comparison; readonly groups: CompareRuns };

/** What each group is and its own figures, quality beside latency and cost. */
export function SideBySide({ comparison, groups }: SideBySideProps): ReactNode {
  const { baseline, candidate } = comparison;
  const of = (cell: (side: Side) => ReactNode) => ({
    baseline: cell("baseline"),
    candidate: cell("candidate"),
  });
  const ownMeans = ownMeansWords(comparison);
  return (
    <Card title="Side by side" flush>
      {ownMeans === null ? null : <p className="px-5 pb-3 text-sm text-pretty text-muted">{ownMeans}</p>}
      <table aria-label="Figures of both groups" className="w-full table-fixed text-sm max-md:block">
        <thead className="max-md:block">
          <tr className="max-md:grid max-md:grid-cols-[1fr_1fr_4.5rem] max-md:gap-x-3 max-md:px-5">
            <th
              scope="col"
              className="md:w-[22%] px-5 pb-2 text-left text-xs font-medium text-muted max-md:hidden"
            >
              Figure
            </th>
            {sides.map((side) => (
              <th key={side} scope="col" className="pb-2 text-left text-xs font-medium text-muted md:px-3">
                <SideName side={side} />
              </th>
            ))}
            <th scope="col" className="md:w-[16%] pb-2 text-right text-xs font-medium text-muted md:pr-5">
              Change
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {factRows(baseline, candidate).map(({ title, ...facts }) => (
            <SideRow
              key={title}
              title={title}
              {...of((side) => (
                <span
                  className={`wrap-anywhere ${facts.baseline === facts.candidate ? "text-muted" : "font-medium"}`}
                >
                  {facts[side]}
                </span>
              ))}
            />
          ))}
          <SideRow
            title={<Term definition="compare.runs">Runs</Term>}
            {...of((side) => (
              <>
                <GroupRunsLink group={groups[side]}>
                  {formatCounted(comparison[side].runs, "run")}
                </GroupRunsLink>
                <span className="block text-xs text-muted">
                  {completedWords(comparison[side], viewerZone())}
                </span>
              </>
            ))}
          />
          {figureRows(comparison).map(({ title, definition, change, ...figures }) => (
            <SideRow
              key={title}
              title={<Term definition={definition}>{title}</Term>}
              {...of((side) => (
                <>
                  <span className="text-base font-semibold tabular-nums">{figures[side].value}</span>
                  <span className="block text-xs text-muted tabular-nums">{figures[side].basis}</span>
                </>
              ))}
              change={change === null ? null : <ChangeNote change={change} before="the baseline" />}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}
