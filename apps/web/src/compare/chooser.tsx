import type { RunRow } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { ArrowLeftRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { groupSearch, openItemSearch, type Side } from "../address/compare.ts";
import { criteria, type Criterion } from "../address/criteria.ts";
import { withoutTag } from "../address/tags.ts";
import { runName } from "../figures/run.tsx";
import { Combobox } from "../kit/combobox.tsx";
import { describeError } from "../kit/errors.ts";
import { IconButton } from "../kit/sheet.tsx";
import { viewerZone } from "../kit/spans.ts";
import { Chip } from "../kit/text.tsx";
import { useGroupOptions } from "./options.ts";
import { SideName } from "./parts.tsx";
import { groupOf, sideWords, swapSides, useCompareSearch, withCriterion } from "./search.ts";

/** The two sides, and a button that turns them round. */
export function GroupChooser(): ReactNode {
  const [search, change] = useCompareSearch();
  return (
    <div className="grid items-stretch gap-2 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <GroupField side="baseline" />
      <div className="grid place-items-center">
        <IconButton label="Swap baseline and candidate" onClick={() => change(swapSides(search))}>
          <ArrowLeftRight className="size-4 max-md:rotate-90" aria-hidden />
        </IconButton>
      </div>
      <GroupField side="candidate" />
    </div>
  );
}

/** Which runs stand on a side: what they have in common, and a field to say more of it. */
function GroupField({ side }: { readonly side: Side }): ReactNode {
  const [search, change] = useCompareSearch();
  const [text, setText] = useState("");
  const { groups, isPending, error } = useGroupOptions(text);
  const group = groupOf(search, side);
  const tags = search[`${side}.tag` as const];
  const chosen = criteria.flatMap((criterion) => {
    const value = search[`${side}.${criterion}` as const];
    return value === undefined ? [] : [{ criterion, value }];
  });
  return (
    <section
      aria-label={sideWords[side].title}
      className="flex min-w-0 flex-col gap-2.5 rounded-xl border border-line bg-surface p-4 shadow-card"
    >
      <h2 className="font-semibold">
        <SideName side={side} />
      </h2>
      {chosen.length === 0 && tags === undefined ? null : (
        <div className="flex flex-wrap gap-1.5">
          {chosen.map(({ criterion, value }) => (
            <CriterionChip
              key={criterion}
              criterion={criterion}
              value={value}
              remove={() => change({ [`${side}.${criterion}`]: undefined, ...openItemSearch(null) })}
            />
          ))}
          {tags?.map((tag) => (
            <Chip
              key={tag}
              kind="Tag"
              name={tag}
              remove={() => change({ [`${side}.tag`]: withoutTag(tags, tag), ...openItemSearch(null) })}
            />
          ))}
        </div>
      )}
      <Combobox
        label={`${group === null ? "Choose" : "Narrow"} the ${side}`}
        placeholder={group === null ? "Prompt, model, dataset, label, tag or run" : "Narrow or replace…"}
        text={text}
        type={setText}
        groups={groups}
        isPending={isPending}
        emptyWords={error === null ? "Nothing is called that." : describeError(error).title}
        choose={({ criterion, value }) =>
          change({ ...groupSearch(side, withCriterion(group, criterion, value)), ...openItemSearch(null) })
        }
      />
    </section>
  );
}

const kinds: Readonly<Record<Criterion, string>> = {
  runId: "Run",
  modelId: "Model",
  datasetId: "Dataset",
  promptId: "Prompt",
  promptVersionId: "Prompt",
  label: "Label",
  completedFrom: "Completed from",
  completedTo: "Completed before",
};

interface CriterionChipProps {
  readonly criterion: Criterion;
  readonly value: string;
  readonly remove: () => void;
}

/** One thing that a group's runs have in common, by name. */
function CriterionChip({ criterion, value, remove }: CriterionChipProps): ReactNode {
  const name = useCriterionName(criterion, value);
  return <Chip kind={kinds[criterion]} name={name ?? "chosen"} remove={remove} />;
}

const names: Readonly<Partial<Record<Criterion, (run: RunRow) => string>>> = {
  modelId: ({ model }) => model.name,
  datasetId: ({ dataset }) => dataset.name,
  promptId: ({ prompt }) => prompt.name,
  promptVersionId: ({ prompt }) => `${prompt.name} v${prompt.version}`,
  runId: runName,
};

/** What an id in the address is called, as any run that has it knows; undefined until one has come. */
export function useCriterionName(criterion: Criterion, value: string): string | undefined {
  const nameOf = names[criterion];
  const run = trpc.runs.get.useQuery({ runId: value }, { enabled: criterion === "runId" });
  const list = trpc.runs.list.useQuery(
    { [criterion]: value, limit: 1 },
    { enabled: nameOf !== undefined && criterion !== "runId" },
  );
  if (criterion === "label") return value;
  if (criterion === "completedFrom" || criterion === "completedTo") return formatDay(value, viewerZone());
  const sample = run.data ?? list.data?.runs[0];
  return sample && nameOf?.(sample);
}
