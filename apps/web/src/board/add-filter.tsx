import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { touchClass } from "../kit/button.tsx";

/** The way to a first filter, and to one more. Of the first view, where the filters themselves are loaded later. */
export function AddFilter({ add }: { readonly add: () => void }): ReactNode {
  return (
    <button
      type="button"
      data-add
      className={`inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border border-dashed border-line-strong px-3 text-sm font-medium text-muted transition-colors hover:text-ink print:hidden ${touchClass}`}
      onClick={add}
    >
      <Plus className="size-3.5" aria-hidden />
      Filter
    </button>
  );
}
