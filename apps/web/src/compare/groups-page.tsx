import type { RunGroup } from "@evalboard/contract";
import { httpStatusOf, trpc } from "@evalboard/react";
import { keepPreviousData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight, Unlink, Users } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { groupText, readGroupText } from "../address/groups.ts";
import { Dimmed, SkeletonCard } from "../kit/card.tsx";
import { ErrorPanel, MessagePanel } from "../kit/panels.tsx";
import { commonWords, type GroupsProps, nameGroups } from "./group-names.ts";
import { GroupsChooser, useExampleGroups } from "./groups-chooser.tsx";
import { GroupPairs } from "./group-pairs.tsx";
import { leaderWords } from "./group-words.ts";
import { GroupsTable } from "./groups-table.tsx";
import { TellingItems } from "./telling-items.tsx";
import { TradeOff } from "./trade-off.tsx";

/** More than two groups of runs on the same items, as the address names them. */
export function GroupsPanel({ texts }: { readonly texts: readonly string[] }): ReactNode {
  const groups = useMemo(() => texts.flatMap((text) => readGroupText(text) ?? []), [texts]);
  return (
    <>
      <GroupsChooser texts={texts} />
      {groups.length < 2 ? <ToChooseGroups groups={groups} /> : <GroupsResult groups={groups} />}
    </>
  );
}

function ToChooseGroups({ groups }: { readonly groups: readonly RunGroup[] }): ReactNode {
  const examples = useExampleGroups();
  return (
    <MessagePanel
      Icon={Users}
      title={groups.length === 0 ? "Which of them is best?" : "Now add another group"}
    >
      <p className="max-w-prose text-sm text-pretty text-muted">
        Add models, versions of a prompt or labels above; on the board and on a dataset’s page models are
        chosen by the boxes before their names. What they are asked alike is set side by side.
      </p>
      {groups.length === 0 && examples.length > 1 ? (
        <Link
          to="/compare"
          search={{ group: examples.map(groupText) }}
          className="flex items-center gap-2 rounded-lg border border-line-strong bg-surface px-4 py-2 text-sm font-medium shadow-card hover:bg-sunken"
        >
          The models that were run most, on the dataset that was run most
          <ArrowRight className="size-4 text-muted" aria-hidden />
        </Link>
      ) : null}
    </MessagePanel>
  );
}

/** The comparison, in whichever state it is. */
function GroupsResult({ groups }: { readonly groups: readonly RunGroup[] }): ReactNode {
  const options = { placeholderData: keepPreviousData };
  const { data, error, isPlaceholderData, refetch } = trpc.runs.compareGroups.useQuery(
    { groups: [...groups] },
    options,
  );
  // What was said of other groups is of as many: the places would not fit.
  const isOfThese = data !== undefined && data.groups.length === groups.length;
  if (error === null || (data !== undefined && !isPlaceholderData)) {
    if (!isOfThese) return <GroupsSkeleton />;
    return (
      <Dimmed isPending={isPlaceholderData} className="flex flex-col gap-4">
        <GroupsFigures comparison={data} groups={groups} />
      </Dimmed>
    );
  }
  const status = httpStatusOf(error);
  if (status === null || status === 403 || status >= 500)
    return <ErrorPanel error={error} retry={() => void refetch()} />;
  return (
    <MessagePanel Icon={Unlink} title="These groups cannot be compared" role="alert">
      <p className="max-w-prose text-sm wrap-anywhere text-muted">{error.message}</p>
      <p className="text-sm text-muted">Take one of them out above, or add another.</p>
    </MessagePanel>
  );
}

function GroupsSkeleton(): ReactNode {
  return (
    <div className="flex flex-col gap-4">
      <output className="sr-only">Comparing…</output>
      <SkeletonCard className="h-24" />
      <SkeletonCard className="h-80" />
      <SkeletonCard className="h-96" />
    </div>
  );
}

function GroupsFigures({ comparison, groups }: Omit<GroupsProps, "names">): ReactNode {
  const named = groups.flatMap((group, index) => {
    const of = comparison.groups[index];
    return of === undefined ? [] : [{ group, common: of.figures.common }];
  });
  const props = { comparison, groups, names: nameGroups(named) };
  const common = commonWords(named);
  return (
    <>
      <section
        aria-label="Answer"
        className="flex flex-col gap-1 rounded-xl border border-line bg-surface px-5 py-4 shadow-card"
      >
        <p className="text-lg font-semibold text-pretty wrap-anywhere">{leaderWords(props)}</p>
        {common.length === 0 ? null : (
          <p className="text-sm wrap-anywhere text-muted">All of {common.join(", ")}.</p>
        )}
      </section>
      <GroupsTable {...props} />
      <TradeOff {...props} />
      <TellingItems {...props} />
      <GroupPairs {...props} />
    </>
  );
}
