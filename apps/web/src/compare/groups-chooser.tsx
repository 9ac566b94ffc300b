import type { RunGroup } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { criteria } from "../address/criteria.ts";
import { groupText, MOST_GROUPS, readGroupText } from "../address/groups.ts";
import { tagTexts } from "../address/tags.ts";
import { Combobox } from "../kit/combobox.tsx";
import { describeError } from "../kit/errors.ts";
import { RemoveButton } from "../kit/text.tsx";
import { useCriterionName } from "./chooser.tsx";
import { useGroupOptions } from "./options.ts";
import { useCompareSearch, withCriterion } from "./search.ts";

/** Which groups are compared, a field that adds one, and, while they are few, what could be added. */
export function GroupsChooser({ texts }: { readonly texts: readonly string[] }): ReactNode {
  const [, change] = useCompareSearch();
  const groups = texts.flatMap((text) => readGroupText(text) ?? []);
  const set = (next: readonly RunGroup[]): void => change({ group: next.map(groupText) });
  return (
    <section
      aria-label="Groups"
      className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-4 shadow-card"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold">Up to six groups of runs</h2>
        <Link to="/compare" className="text-sm text-accent underline-offset-2 hover:underline">
          Compare two instead
        </Link>
      </div>
      {groups.length === 0 ? null : (
        <ol className="flex flex-wrap gap-1.5">
          {groups.map((group, index) => (
            <GroupChip
              key={groupText(group)}
              group={group}
              place={index + 1}
              remove={() => set(groups.filter((one) => one !== group))}
            />
          ))}
        </ol>
      )}
      {groups.length < MOST_GROUPS ? <AddGroup groups={groups} set={set} /> : null}
    </section>
  );
}

interface AddGroupProps {
  readonly groups: readonly RunGroup[];
  readonly set: (groups: readonly RunGroup[]) => void;
}

/** Adds a group: of the same dataset as the others, where these are of one and it is not said otherwise. */
function AddGroup({ groups, set }: AddGroupProps): ReactNode {
  const [text, setText] = useState("");
  const { groups: options, isPending, error } = useGroupOptions(text);
  return (
    <Combobox
      label="Add a group"
      placeholder={
        groups.length === 0 ? "Model, prompt, dataset, label, tag or run" : "Add a model, prompt, label…"
      }
      text={text}
      type={setText}
      groups={options}
      isPending={isPending}
      emptyWords={error === null ? "Nothing is called that." : describeError(error).title}
      choose={({ criterion, value }) => set([...groups, withCriterion(sharedBy(groups), criterion, value)])}
    />
  );
}

/** What all groups were asked for by: one that joins them is asked for by the same. */
export function sharedBy(groups: readonly RunGroup[]): RunGroup | null {
  const [first, ...others] = groups;
  if (first === undefined || others.length === 0)
    return first?.datasetId ? { datasetId: first.datasetId } : null;
  const shared = criteria.filter(
    (criterion) =>
      criterion !== "runId" &&
      first[criterion] !== undefined &&
      others.every((other) => other[criterion] === first[criterion]),
  );
  return shared.length === 0
    ? null
    : Object.fromEntries(shared.map((criterion) => [criterion, first[criterion]]));
}

interface GroupChipProps {
  readonly group: RunGroup;
  readonly place: number;
  readonly remove: () => void;
}

/** A group by what it was asked for by, with a button that takes it out. */
function GroupChip({ group, place, remove }: GroupChipProps): ReactNode {
  const given = criteria.flatMap((criterion) => {
    const value = group[criterion];
    return value === undefined ? [] : [{ criterion, value }];
  });
  const tags = tagTexts(group.tags) ?? [];
  return (
    <li className="inline-flex min-w-0 items-center rounded-full bg-accent-soft pl-3 text-sm">
      <span className="truncate">
        {given.map(({ criterion, value }, index) => (
          <span key={criterion}>
            {index === 0 ? null : <span className="text-muted"> · </span>}
            <CriterionName criterion={criterion} value={value} isFirst={index === 0} />
          </span>
        ))}
        {tags.map((tag, index) => (
          <span key={tag}>
            {given.length + index === 0 ? null : <span className="text-muted"> · </span>}
            {tag}
          </span>
        ))}
      </span>
      <RemoveButton label={`Take group ${place} out`} remove={remove} />
    </li>
  );
}

interface CriterionNameProps {
  readonly criterion: (typeof criteria)[number];
  readonly value: string;
  readonly isFirst: boolean;
}

function CriterionName({ criterion, value, isFirst }: CriterionNameProps): ReactNode {
  const name = useCriterionName(criterion, value) ?? "…";
  const before = { completedFrom: "from ", completedTo: "before " };
  const word = criterion === "completedFrom" || criterion === "completedTo" ? before[criterion] : "";
  return (
    <span className={isFirst ? "font-medium" : "text-muted"}>
      {word}
      {name}
    </span>
  );
}

/** Groups that are one press away: the models with the most runs on the dataset with the most. */
export function useExampleGroups(): readonly RunGroup[] {
  const { data } = trpc.runs.catalogue.useQuery({});
  const [dataset] = data?.datasets.toSorted((one, other) => other.runs - one.runs) ?? [];
  if (data === undefined || dataset === undefined) return [];
  return data.models.slice(0, 3).map(({ id }) => ({ modelId: id, datasetId: dataset.id }));
}
