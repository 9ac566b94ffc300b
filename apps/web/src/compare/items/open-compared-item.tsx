import type { ComparedItem } from "@evalboard/contract";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { trpc } from "../../trpc.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type OpenItem, openItemSearch } from "../compare-search.ts";
import { useCompareSearch } from "../use-compare-search.ts";
import { ItemBar } from "./item-bar.tsx";
import { ItemDetail } from "./item-detail.tsx";
import { isOpenItem, openItemOf } from "./open-item-of.ts";

type OpenComparedItemProps = {
  readonly open: OpenItem;
  /** The list behind it, to go on to the next one from here. */
  readonly items: readonly ComparedItem[];
};

/** One item with both answers, whole, over the page; the keys j and k go through the list. */
export function OpenComparedItem({ open, items }: OpenComparedItemProps): ReactNode {
  const [, change] = useCompareSearch();
  // Stored results never change.
  const baseline = trpc.runs.result.useQuery(open.baseline, { staleTime: Infinity });
  const candidate = trpc.runs.result.useQuery(open.candidate, { staleTime: Infinity });
  const [before] = useState(() => document.activeElement);
  const index = items.findIndex((item) => isOpenItem(item, open));
  const previous = index > 0 ? items[index - 1] : undefined;
  const next = index === -1 ? undefined : items[index + 1];
  const go = (to: ComparedItem | undefined): void => {
    if (to !== undefined) change(openItemSearch(openItemOf(to)), true);
  };
  const goByKey = ({ key }: KeyboardEvent): void => {
    if (key === "j") go(next);
    if (key === "k") go(previous);
  };
  const error = baseline.error ?? candidate.error;
  return (
    <Dialog.Root open onOpenChange={() => change(openItemSearch(null))}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 bg-[rgb(10_10_20/0.4)]" />
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDown={goByKey}
          onOpenAutoFocus={(event) => {
            // Not the first button: nothing is to be pressed yet, and j and k work from here.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before instanceof HTMLElement) before.focus({ preventScroll: true });
          }}
          className="fixed inset-y-0 right-0 z-30 flex w-full max-w-304 flex-col border-l border-line bg-canvas shadow-lg outline-none md:w-[94%]"
        >
          <ItemBar
            itemKey={baseline.data?.itemKey ?? items[index]?.itemKey}
            item={items[index]}
            previous={previous}
            next={next}
            go={go}
          />
          <div className="min-h-0 grow overflow-y-auto p-4 sm:p-6">
            {baseline.data !== undefined && candidate.data !== undefined ? (
              <ItemDetail
                open={open}
                item={items[index]}
                results={{ baseline: baseline.data, candidate: candidate.data }}
              />
            ) : error === null ? (
              <Skeleton className="h-64" />
            ) : (
              <ErrorPanel
                error={error}
                retry={() => {
                  void baseline.refetch();
                  void candidate.refetch();
                }}
              />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
