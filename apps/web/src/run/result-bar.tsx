import type { ResultRow } from "@evalboard/contract";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { OutcomeBadge } from "../outcome/outcome-badge.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import type { Neighbours } from "./neighbours-of.ts";

type ResultBarProps = {
  readonly position: number;
  readonly result: ResultRow | undefined;
  readonly neighbours: Neighbours;
  readonly go: (position: number | undefined) => void;
};

/** Which result is open, and the ways to the next one and out. */
export function ResultBar({ position, result, neighbours, go }: ResultBarProps): ReactNode {
  const { previous, next } = neighbours;
  return (
    <header className="flex items-center gap-3 border-b border-line bg-surface py-3 pr-3 pl-4 sm:pl-6">
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-3">
        <Dialog.Title className="min-w-0 truncate text-lg font-semibold">
          {result?.itemKey ?? `Result ${position}`}
        </Dialog.Title>
        {result === undefined ? null : <OutcomeBadge outcome={result.outcome} />}
        <span className="text-sm text-muted">
          no. {position}
          {result !== undefined && result.repeat > 1 ? ` · repeat ${result.repeat}` : ""}
        </span>
      </div>
      <IconButton label="Previous result (k)" disabled={previous === undefined} onClick={() => go(previous)}>
        <ChevronUp className="size-4" aria-hidden />
      </IconButton>
      <IconButton label="Next result (j)" disabled={next === undefined} onClick={() => go(next)}>
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
