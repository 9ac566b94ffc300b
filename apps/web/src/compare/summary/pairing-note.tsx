import type { Comparison } from "@evalboard/contract";
import { Link2, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { pairingWords, unpairedItemsWords } from "./verdict-words.ts";

/** Whether like was set against like; a visible warning where it was not. */
export function PairingNote({ comparison }: { readonly comparison: Comparison }): ReactNode {
  if (comparison.pairing === "unpaired") {
    return (
      <p className="flex gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-pretty text-warn">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          <strong className="font-semibold">Unpaired: the groups share no items.</strong> The difference may
          come from the items, not from what you compare.
        </span>
      </p>
    );
  }
  const leftOut = unpairedItemsWords(comparison);
  return (
    <p className="flex gap-2 text-sm text-pretty text-muted">
      <Link2 className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <span className="text-ink">{pairingWords(comparison)}</span> {leftOut}
      </span>
    </p>
  );
}
