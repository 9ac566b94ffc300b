import type { CompareRuns, Comparison, ItemChange } from "@evalboard/contract";
import { httpStatusOf, trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { Equal, Unlink } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { openItemSearch } from "../address/compare.ts";
import { groupText } from "../address/groups.ts";
import { SkeletonCard } from "../kit/card.tsx";
import { ErrorPanel, MessagePanel } from "../kit/panels.tsx";
import { GroupChooser } from "./chooser.tsx";
import { ComparedItems } from "./items.tsx";
import { ComparedMetrics } from "./metrics.tsx";
import { PassTable } from "./passes.tsx";
import { withinWords } from "./words.ts";
import { groupOf, isSameGroup, useCompareSearch } from "./search.ts";
import { SideBySide } from "./sides.tsx";
import { ToChoose } from "./suggestions.tsx";
import { VerdictBanner } from "./verdict.tsx";

const GroupsPanel = lazy(async () => ({ default: (await import("./groups-page.tsx")).GroupsPanel }));

/** The two groups of runs that the address names, side by side, as they are now. */
export function ComparePage(): ReactNode {
  const [search] = useCompareSearch();
  if (search.group !== undefined) {
    return (
      <>
        <title>Compare several · EvalBoard</title>
        <h1 className="text-xl font-semibold tracking-tight">Compare</h1>
        <Suspense fallback={<SkeletonCard className="h-96" />}>
          <GroupsPanel texts={search.group} />
        </Suspense>
      </>
    );
  }
  const baseline = groupOf(search, "baseline");
  const candidate = groupOf(search, "candidate");
  return (
    <>
      <title>Compare · EvalBoard</title>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h1 className="text-xl font-semibold tracking-tight">Compare</h1>
        <Link
          to="/compare"
          search={{ group: [baseline, candidate].flatMap((group) => (group ? [groupText(group)] : [])) }}
          className="text-sm text-accent underline-offset-2 hover:underline"
        >
          Compare more than two
        </Link>
      </div>
      <GroupChooser />
      {baseline === null || candidate === null ? (
        <ToChoose baseline={baseline} candidate={candidate} />
      ) : isSameGroup(baseline, candidate) ? (
        <MessagePanel Icon={Equal} title="Both sides are the same runs">
          <p className="text-sm text-muted">Change one of them above: what is the same has no difference.</p>
        </MessagePanel>
      ) : (
        <ComparisonPanel groups={{ baseline, candidate }} />
      )}
    </>
  );
}

/** The comparison of two groups, in whichever state it is. */
function ComparisonPanel({ groups }: { readonly groups: CompareRuns }): ReactNode {
  const { data, error, refetch } = trpc.runs.compare.useQuery(groups);
  if (data !== undefined) return <ComparisonView comparison={data} groups={groups} />;
  if (error === null) return <ComparisonSkeleton />;
  const status = httpStatusOf(error);
  if (status === null || status === 403 || status >= 500)
    return <ErrorPanel error={error} retry={() => void refetch()} />;
  return (
    <MessagePanel Icon={Unlink} title="These groups cannot be compared" role="alert">
      <p className="max-w-prose text-sm wrap-anywhere text-muted">{error.message}</p>
      <p className="text-sm text-muted">Take another group above, or remove what narrows it.</p>
    </MessagePanel>
  );
}

/** A comparison's outline while it is computed. */
function ComparisonSkeleton(): ReactNode {
  return (
    <div className="flex flex-col gap-4">
      <output className="sr-only">Comparing…</output>
      <SkeletonCard className="h-56" />
      <div className="grid gap-4 lg:grid-cols-[1fr_22rem]">
        <SkeletonCard className="h-96" />
        <SkeletonCard className="h-60" />
      </div>
      <SkeletonCard className="h-96" />
    </div>
  );
}

interface ComparisonViewProps {
  readonly comparison: Comparison;
  readonly groups: CompareRuns;
}

/** A comparison: the answer, the groups' own figures, and the items it rests on. */
function ComparisonView({ comparison, groups }: ComparisonViewProps): ReactNode {
  const [{ change: chosen = "flipped" }, change] = useCompareSearch();
  const choose = (next: ItemChange): void => change({ change: next, ...openItemSearch(null) });
  const { passes } = comparison.change;
  return (
    <>
      <VerdictBanner comparison={comparison} />
      <div
        className={`grid items-start gap-4 ${passes === null ? "" : "lg:grid-cols-[minmax(0,1fr)_24rem]"}`}
      >
        <SideBySide comparison={comparison} groups={groups} />
        {passes === null ? null : (
          <PassTable
            passes={passes}
            within={withinWords(comparison.matchedBy)}
            chosen={chosen}
            choose={choose}
          />
        )}
      </div>
      <ComparedMetrics metrics={comparison.metrics} />
      {passes === null ? null : (
        <ComparedItems comparison={comparison} groups={groups} chosen={chosen} choose={choose} />
      )}
    </>
  );
}
