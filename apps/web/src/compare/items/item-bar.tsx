import type { ComparedItem } from "@evalboard/contract";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { FlipBadge } from "./flip-badge.tsx";
import { flipOf } from "./flip-of.ts";

type ItemBarProps = {
  readonly itemKey: string | undefined;
  /** The item as the list has it; undefined where the list does not reach so far. */
  readonly item: ComparedItem | undefined;
  readonly previous: ComparedItem | undefined;
  readonly next: ComparedItem | undefined;
  readonly go: (item: ComparedItem | undefined) => void;
};

/** Which item is open, and the ways to the next one and out. */
export function ItemBar({ itemKey, item, previous, next, go }: ItemBarProps): ReactNode {
  return (
    <header className="flex items-center gap-3 border-b border-line bg-surface py-3 pr-3 pl-4 sm:pl-6">
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-3">
        <Dialog.Title className="min-w-0 truncate text-lg font-semibold">{itemKey ?? "Item"}</Dialog.Title>
        {item === undefined ? null : (
          <>
            <FlipBadge flip={flipOf(item)} />
            <span className="text-sm text-muted">{item.dataset.name}</span>
          </>
        )}
      </div>
      <IconButton label="Previous item (k)" disabled={previous === undefined} onClick={() => go(previous)}>
        <ChevronUp className="size-4" aria-hidden />
      </IconButton>
      <IconButton label="Next item (j)" disabled={next === undefined} onClick={() => go(next)}>
        <ChevronDown className="size-4" aria-hidden />
      </IconButton>
      <Dialog.Close asChild>
        <IconButton label="Close">
          <X className="size-4" aria-hidden />
        </IconButton>
      </Dialog.Close>
    </header>
  );
}
