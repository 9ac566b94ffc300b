import type { ResultRow } from "@evalboard/runs/contract";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { formatLatency, formatScore } from "../format/numbers.ts";
import { OutcomeBadge } from "../outcome/outcome-badge.tsx";
import { Figure } from "../ui/figure.tsx";
import { ResultDetail } from "./result-detail.tsx";

type ResultItemProps = {
  readonly result: ResultRow;
  readonly isOpen: boolean;
  readonly toggle: () => void;
};

/** A result in one line, and below it, when opened, everything about it. */
export function ResultItem({ result, isOpen, toggle }: ResultItemProps): ReactNode {
  const detailId = useId();
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={toggle}
        className="grid w-full grid-cols-[1rem_1fr_auto] items-center gap-x-3 gap-y-0.5 px-5 py-3.5 text-left text-sm transition-colors hover:bg-hover sm:grid-cols-[1rem_12rem_6rem_3.5rem_1fr_4.5rem]"
      >
        <ChevronRight
          className={`size-4 text-muted transition-transform ${isOpen ? "rotate-90" : ""}`}
          aria-hidden
        />
        <span className="truncate font-medium">
          {result.itemKey}
          {result.repeat > 1 ? (
            <span className="font-normal text-muted"> · repeat {result.repeat}</span>
          ) : null}
        </span>
        <OutcomeBadge outcome={result.outcome} />
        <span className="hidden text-right sm:block">
          <Figure value={result.score} format={formatScore} why="no score" />
        </span>
        <span className="hidden truncate text-muted sm:block">{result.error ?? result.output}</span>
        <span className="hidden text-right text-muted sm:block">
          <Figure value={result.latencyMs} format={formatLatency} why="not measured" />
        </span>
      </button>
      {isOpen ? <ResultDetail id={detailId} result={result} /> : null}
    </>
  );
}
