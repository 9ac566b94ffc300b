import type { ResultRow } from "@evalboard/contract";
import { formatLatency, formatScore } from "@evalboard/format";
import { memo, type ReactNode } from "react";
import { OutcomeBadge } from "../outcome/outcome-badge.tsx";
import { Figure } from "../ui/figure.tsx";

type ResultItemProps = {
  readonly result: ResultRow;
  readonly isOpen: boolean;
  readonly open: (position: number) => void;
};

/** A result in one line, which opens it. Drawn anew only when it changes: many pass by while one scrolls. */
export const ResultItem = memo(function ResultItem({ result, isOpen, open }: ResultItemProps): ReactNode {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => open(result.position)}
      className="grid size-full grid-cols-[1fr_auto_3rem] items-center gap-x-3 px-5 text-left text-sm transition-colors hover:bg-hover aria-expanded:bg-accent-soft sm:grid-cols-[12rem_6rem_3.5rem_1fr_4.5rem]"
    >
      <span className="truncate font-medium">
        {result.itemKey}
        {result.repeat > 1 ? <span className="font-normal text-muted"> · repeat {result.repeat}</span> : null}
      </span>
      <OutcomeBadge outcome={result.outcome} />
      <span className="text-right">
        <Figure value={result.score} format={formatScore} why="no score" />
      </span>
      <span className={`hidden truncate sm:block ${result.error === null ? "text-muted" : "text-bad"}`}>
        {result.error ?? result.output}
      </span>
      <span className="hidden text-right text-muted sm:block">
        <Figure value={result.latencyMs} format={formatLatency} why="not measured" />
      </span>
    </button>
  );
});
