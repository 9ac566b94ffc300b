import type { CompareRuns, Comparison, ItemChange } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { Card } from "../../ui/card.tsx";
import { readOpenItem } from "../compare-search.ts";
import { useCompareSearch } from "../use-compare-search.ts";
import { ChangeTabs } from "./change-tabs.tsx";
import { ItemsContent } from "./items-content.tsx";
import { OpenComparedItem } from "./open-compared-item.tsx";
import { useComparedItems } from "./use-compared-items.ts";

type ComparedItemsProps = {
  readonly comparison: Comparison;
  readonly groups: CompareRuns;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
};

/** The shared items, those that the address asks for, and the one that it opens. */
export function ComparedItems({ comparison, groups, chosen, choose }: ComparedItemsProps): ReactNode {
  const [search] = useCompareSearch();
  const query = useComparedItems(groups, chosen, comparison);
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const open = readOpenItem(search);
  return (
    <Card
      title="Items"
      definition="compare.items"
      aside={
        <span className="text-sm text-muted">{formatCounted(comparison.sharedItems, "shared item")}</span>
      }
      flush
    >
      <ChangeTabs comparison={comparison} chosen={chosen} choose={choose} />
      <ItemsContent items={items} query={query} />
      {open === null ? null : <OpenComparedItem open={open} items={items ?? []} />}
    </Card>
  );
}
