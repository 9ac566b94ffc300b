import type { CompareRuns } from "@evalboard/contract";
import { Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { httpStatusOf } from "../app/http-status-of.ts";
import { trpc } from "../trpc.ts";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { MessagePanel } from "../ui/message-panel.tsx";
import { ComparisonSkeleton } from "./comparison-skeleton.tsx";
import { ComparisonView } from "./comparison-view.tsx";

/** The comparison of two groups, in whichever state it is. */
export function ComparisonPanel({ groups }: { readonly groups: CompareRuns }): ReactNode {
  const { data, error, refetch } = trpc.runs.compare.useQuery(groups);
  if (data !== undefined) return <ComparisonView comparison={data} groups={groups} />;
  if (error === null) return <ComparisonSkeleton />;
  const status = httpStatusOf(error);
  if (status === null || status >= 500) return <ErrorPanel error={error} retry={() => void refetch()} />;
  return (
    <MessagePanel Icon={Unlink} title="These groups cannot be compared" role="alert">
      <p className="max-w-prose text-sm wrap-anywhere text-muted">{error.message}</p>
      <p className="text-sm text-muted">Take another group above, or remove what narrows it.</p>
    </MessagePanel>
  );
}
