import type { CompareRuns, Comparison, RunGroup } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Side, sides } from "../address/compare.ts";
import { tagTexts } from "../address/tags.ts";
import { ChangeNote } from "../figures/change.tsx";
import { Card } from "../kit/card.tsx";
import { viewerZone } from "../kit/spans.ts";
import { Term } from "../kit/term.tsx";
import { SideName } from "./parts.tsx";
import { completedWords, factRows, figureRows } from "./rows.ts";
import { ownMeansWords } from "./words.ts";

interface SideBySideProps {
  readonly comparison: Comparison;
  readonly groups: CompareRuns;
}

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
                {comparison[side].runsWithoutTexts === 0 ? null : (
                  <span className="block text-xs text-muted">
                    {`the texts of ${formatCounted(comparison[side].runsWithoutTexts, "run")} were removed`}
                  </span>
                )}
                {comparison[side].limitedRuns === 0 ? null : (
                  <span className="block text-xs text-warn">
                    {comparison[side].runs === comparison[side].limitedRuns
                      ? "limited"
                      : `${formatCounted(comparison[side].limitedRuns, "limited run")} left out`}
                  </span>
                )}
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

interface GroupRunsLinkProps {
  readonly group: RunGroup;
  readonly children: ReactNode;
}

/** Leads to a group's runs: to the run itself where it is one. */
function GroupRunsLink({ group: { runId, tags, ...filter }, children }: GroupRunsLinkProps): ReactNode {
  const className =
    "font-medium underline underline-offset-2 decoration-line-strong hover:decoration-current";
  if (runId !== undefined) {
    return (
      <Link to="/runs/$runId" params={{ runId }} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/runs" search={{ ...filter, tag: tagTexts(tags), status: "completed" }} className={className}>
      {children}
    </Link>
  );
}

interface SideRowProps {
  readonly title: ReactNode;
  readonly baseline: ReactNode;
  readonly candidate: ReactNode;
  readonly change?: ReactNode;
}

/** One line of the table; on a narrow screen its title stands above its cells. */
function SideRow({ title, baseline, candidate, change = null }: SideRowProps): ReactNode {
  return (
    <tr className="border-t border-line align-top max-md:grid max-md:grid-cols-[1fr_1fr_4.5rem] max-md:gap-x-3 max-md:px-5 max-md:py-2.5">
      <th
        scope="row"
        className="text-left font-normal text-muted max-md:col-span-full max-md:text-xs md:px-5 md:py-2.5"
      >
        {title}
      </th>
      <td className="min-w-0 md:px-3 md:py-2.5">{baseline}</td>
      <td className="min-w-0 md:px-3 md:py-2.5">{candidate}</td>
      <td className="min-w-0 text-right md:py-2.5 md:pr-5">{change}</td>
    </tr>
  );
}
