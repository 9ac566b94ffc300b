import { ArrowLeftRight } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { swapSides } from "../group.ts";
import { useCompareSearch } from "../use-compare-search.ts";
import { GroupField } from "./group-field.tsx";

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
