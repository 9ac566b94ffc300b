import type { ComparedItem, ResultRow } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Part } from "../../difference/compare-texts.ts";
import { DifferenceText } from "../../difference/difference-text.tsx";
import { OutcomeBadge } from "../../outcome/outcome-badge.tsx";
import { ResultMeasures } from "../../run/result-measures.tsx";
import { TextBlock } from "../../ui/text-block.tsx";
import type { Side } from "../compare-search.ts";
import type { ResultAddress } from "../result-address.ts";
import { SideName } from "../side-name.tsx";
import { sideWords } from "../side-words.ts";

type AnswerSideProps = {
  readonly side: Side;
  readonly address: ResultAddress;
  readonly result: ResultRow;
  /** The side as the list has it; undefined where the list does not reach so far. */
  readonly mean: ComparedItem["baseline"] | undefined;
  readonly parts: readonly Part[] | null;
};

/** One side's answer with its figures, and the way to it on its run's page. */
export function AnswerSide({ side, address, result, mean, parts }: AnswerSideProps): ReactNode {
  // Each text is a region of its own, told apart by the side it is of.
  const { title } = sideWords[side];
  return (
    <section
      aria-label={side}
      className="flex min-w-0 flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-card"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">
          <SideName side={side} />
        </h3>
        <OutcomeBadge outcome={result.outcome} />
        <Link
          to="/runs/$runId"
          params={{ runId: address.runId }}
          search={{ result: address.position }}
          className="ml-auto inline-flex items-center gap-1 text-sm text-accent underline-offset-2 hover:underline"
        >
          On its run’s page
          <ArrowUpRight className="size-3.5" aria-hidden />
        </Link>
      </header>
      {mean === undefined || mean.results === 1 ? null : (
        <p className="text-sm text-muted">
          The item scores {formatScore(mean.score)}, the mean of {formatCounted(mean.results, "result")}; the
          latest is shown.
        </p>
      )}
      <ResultMeasures result={result} />
      {result.error === null ? null : <TextBlock title={`${title} error`} text={result.error} tone="bad" />}
      <TextBlock title={`${title} output`} text={result.output}>
        {parts === null ? undefined : (
          <DifferenceText parts={parts} side={side === "baseline" ? "before" : "after"} />
        )}
      </TextBlock>
      {result.reason === null ? null : <TextBlock title={`${title} reason`} text={result.reason} />}
    </section>
  );
}
