import { Equal } from "lucide-react";
import type { ReactNode } from "react";
import { MessagePanel } from "../ui/message-panel.tsx";
import { GroupChooser } from "./chooser/group-chooser.tsx";
import { ToChoose } from "./chooser/to-choose.tsx";
import { groupOf } from "./compare-search.ts";
import { ComparisonPanel } from "./comparison-panel.tsx";
import { isSameGroup } from "./group.ts";
import { useCompareSearch } from "./use-compare-search.ts";

/** The two groups of runs that the address names, side by side, as they are now. */
export function ComparePage(): ReactNode {
  const [search] = useCompareSearch();
  const baseline = groupOf(search, "baseline");
  const candidate = groupOf(search, "candidate");
  return (
    <>
      <title>Compare · EvalBoard</title>
      <h1 className="text-xl font-semibold tracking-tight">Compare</h1>
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
