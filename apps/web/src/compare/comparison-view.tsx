import type { CompareRuns, Comparison, ItemChange } from "@evalboard/contract";
import type { ReactNode } from "react";
import { openItemSearch } from "./compare-search.ts";
import { ComparedItems } from "./items/compared-items.tsx";
import { PassTable } from "./summary/pass-table.tsx";
import { SideBySide } from "./summary/side-by-side.tsx";
import { VerdictBanner } from "./summary/verdict-banner.tsx";
import { useCompareSearch } from "./use-compare-search.ts";

type ComparisonViewProps = { readonly comparison: Comparison; readonly groups: CompareRuns };

/** A comparison: the answer, the groups' own figures, and the items it rests on. */
export function ComparisonView({ comparison, groups }: ComparisonViewProps): ReactNode {
  const [{ change: chosen = "flipped" }, change] = useCompareSearch();
  const choose = (next: ItemChange): void => change({ change: next, ...openItemSearch(null) });
  const { passes } = comparison;
  return (
    <>
      <VerdictBanner comparison={comparison} />
      <div
        className={`grid items-start gap-4 ${passes === null ? "" : "lg:grid-cols-[minmax(0,1fr)_24rem]"}`}
      >
        <SideBySide comparison={comparison} groups={groups} />
        {passes === null ? null : <PassTable passes={passes} chosen={chosen} choose={choose} />}
      </div>
      {passes === null ? null : (
        <ComparedItems comparison={comparison} groups={groups} chosen={chosen} choose={choose} />
      )}
    </>
  );
}
