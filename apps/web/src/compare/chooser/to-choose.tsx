import type { RunGroup } from "@evalboard/contract";
import { GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { NoRuns } from "../../runs/no-runs.tsx";
import { trpc } from "../../trpc.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { MessagePanel } from "../../ui/message-panel.tsx";
import { SkeletonCard } from "../../ui/skeleton-card.tsx";
import { counterpartsOf } from "./counterparts-of.ts";
import { examplesOf, type Suggestion } from "./examples-of.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useRunBefore } from "./use-run-before.ts";

const words = {
  nothing:
    "Choose two groups of runs above: two versions of a prompt, two models, two labels, or two single runs. Their shared items are set side by side.",
  run: "Best one of the runs before it with the same model, dataset and prompt; any other group of runs will do.",
  group: "Any group of runs will do; one that shares items with the other gives the clearest answer.",
};

type ToChooseProps = { readonly baseline: RunGroup | null; readonly candidate: RunGroup | null };

/** What to compare is not said yet, or only one side of it: ways to go on, from what the board has. */
export function ToChoose({ baseline, candidate }: ToChooseProps): ReactNode {
  const catalogue = trpc.runs.catalogue.useQuery({});
  const chosen = baseline ?? candidate;
  const before = useRunBefore(chosen?.runId);
  const { data, error } = catalogue;
  if (error !== null) return <ErrorPanel error={error} retry={() => void catalogue.refetch()} />;
  if (data === undefined || before.isPending) return <SkeletonCard className="h-64" />;
  if (data.models.length === 0) return <NoRuns />;
  const missing = baseline === null ? "baseline" : "candidate";
  const suggestions =
    chosen === null
      ? examplesOf(data)
      : [...before.counterparts, ...counterpartsOf(chosen, data)].map(
          ({ title, detail, group }): Suggestion => {
            return { title, detail, baseline: baseline ?? group, candidate: candidate ?? group };
          },
        );
  return (
    <MessagePanel
      Icon={GitCompareArrows}
      title={chosen === null ? "What changed, and is it real?" : `Now choose the ${missing}`}
    >
      <p className="max-w-prose text-sm text-pretty text-muted">
        {chosen === null ? words.nothing : before.counterparts.length > 0 ? words.run : words.group}
      </p>
      <SuggestionList suggestions={suggestions} />
    </MessagePanel>
  );
}
