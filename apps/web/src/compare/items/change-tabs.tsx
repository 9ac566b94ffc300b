import type { Comparison, ItemChange } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import type { ReactNode } from "react";
import { itemChanges } from "../compare-search.ts";

const words: Readonly<Record<ItemChange, { readonly label: string; readonly meaning: string }>> = {
  flipped: { label: "Flipped", meaning: "Lost or gained" },
  lost: { label: "Lost", meaning: "Passed in the baseline, fails in the candidate" },
  gained: { label: "Gained", meaning: "Failed in the baseline, passes in the candidate" },
  fell: { label: "Fell", meaning: "A lower score in the candidate, flipped or not" },
  rose: { label: "Rose", meaning: "A higher score in the candidate, flipped or not" },
  changed: { label: "Changed", meaning: "Another score in the candidate" },
  all: { label: "All", meaning: "Every shared item" },
};

type ChangeTabsProps = {
  readonly comparison: Comparison;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
};

/** Which of the shared items are listed, each with how many there are, as far as that is known. */
export function ChangeTabs({ comparison, chosen, choose }: ChangeTabsProps): ReactNode {
  const counts = countsOf(comparison);
  return (
    <div className="px-5 pb-4">
      <fieldset className="flex w-fit max-w-full flex-wrap rounded-lg border border-line bg-surface p-0.5 shadow-card">
        <legend className="sr-only">Which items</legend>
        {itemChanges.map((change) => (
          <button
            key={change}
            type="button"
            title={words[change].meaning}
            aria-pressed={change === chosen}
            onClick={() => choose(change)}
            className="rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {words[change].label} <Counted count={counts[change]} />
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function Counted({ count }: { readonly count: number | undefined }): ReactNode {
  return count === undefined ? null : <span className="font-normal tabular-nums">{formatCount(count)}</span>;
}

function countsOf({ passes, sharedItems }: Comparison): Partial<Record<ItemChange, number>> {
  if (passes === null) return { all: sharedItems };
  const { gained, lost } = passes;
  return { flipped: gained + lost, lost, gained, all: sharedItems };
}
