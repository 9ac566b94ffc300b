import type { ResultRow } from "@evalboard/contract";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { trpc } from "../trpc.ts";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { neighboursOf } from "./neighbours-of.ts";
import { ResultBar } from "./result-bar.tsx";
import { ResultDetail } from "./result-detail.tsx";
import { useRunSearch } from "./use-run-search.ts";

type OpenResultProps = {
  readonly runId: string;
  readonly position: number;
  /** The list behind it, to go on to the next one from here. */
  readonly results: readonly ResultRow[];
};

/** One result, whole, over the page; the keys j and k go through the list. */
export function OpenResult({ runId, position, results }: OpenResultProps): ReactNode {
  const [, change] = useRunSearch();
  // Stored results never change.
  const query = trpc.runs.result.useQuery({ runId, position }, { staleTime: Infinity });
  const neighbours = neighboursOf(results, position);
  const [before] = useState(() => document.activeElement);
  const go = (to: number | undefined): void => {
    if (to !== undefined) change({ result: to }, true);
  };
  const goByKey = ({ key }: KeyboardEvent): void => {
    if (key === "j") go(neighbours.next);
    if (key === "k") go(neighbours.previous);
  };
  return (
    <Dialog.Root open onOpenChange={() => change({ result: undefined })}>
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
          className="fixed inset-y-0 right-0 z-30 flex w-[min(76rem,100vw)] flex-col border-l border-line bg-canvas shadow-lg outline-none md:w-[min(76rem,94vw)]"
        >
          <ResultBar position={position} result={query.data} neighbours={neighbours} go={go} />
          <div className="min-h-0 grow overflow-y-auto p-4 sm:p-6">
            {query.data !== undefined ? (
              <ResultDetail result={query.data} />
            ) : query.error === null ? (
              <Skeleton className="h-64" />
            ) : (
              <ErrorPanel error={query.error} retry={() => void query.refetch()} />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
