import { type ReactNode, useState } from "react";
import { describeError } from "../../app/describe-error.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { criteria, groupOf, groupSearch, openItemSearch, type Side } from "../compare-search.ts";
import { withCriterion } from "../group.ts";
import { SideName } from "../side-name.tsx";
import { sideWords } from "../side-words.ts";
import { useCompareSearch } from "../use-compare-search.ts";
import { CriterionChip } from "./criterion-chip.tsx";
import { useGroupOptions } from "./use-group-options.ts";

/** Which runs stand on a side: what they have in common, and a field to say more of it. */
export function GroupField({ side }: { readonly side: Side }): ReactNode {
  const [search, change] = useCompareSearch();
  const [text, setText] = useState("");
  const { groups, isPending, error } = useGroupOptions(text);
  const group = groupOf(search, side);
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
      {chosen.length === 0 ? null : (
        <div className="flex flex-wrap gap-1.5">
          {chosen.map(({ criterion, value }) => (
            <CriterionChip
              key={criterion}
              criterion={criterion}
              value={value}
              remove={() => change({ [`${side}.${criterion}`]: undefined, ...openItemSearch(null) })}
            />
          ))}
        </div>
      )}
      <Combobox
        label={`${group === null ? "Choose" : "Narrow"} the ${side}`}
        placeholder={group === null ? "Prompt, model, dataset, label or run" : "Narrow or replace…"}
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
