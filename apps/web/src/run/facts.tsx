import { DEFAULT_PASS_MARK } from "@evalboard/contract/words";
import type { RunDetail } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatRate,
  formatScore,
  formatShortCount,
} from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ALL_RESULTS, type ResultsSearch } from "../address/run.ts";
import { passesOf } from "../figures/run.tsx";
import type { Definition } from "../kit/definitions.ts";
import { Figure } from "../kit/figure.tsx";
import { Term } from "../kit/term.tsx";

/** One figure of a run, what it rests on, and of how many results it is. */
interface Fact {
  readonly title: string;
  readonly definition: Definition;
  readonly value: ReactNode;
  /** A line each. */
  readonly basis: readonly ReactNode[];
}

/** The figures that completion made facts; unknown ones say so. */
export function RunFacts({ run }: { readonly run: RunDetail }): ReactNode {
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
      {[scoreOf, passRateOf, itemsOf, latencyOf, costOf, tokensOf].map((factOf) => {
        const { title, definition, value, basis } = factOf(run);
        return (
          <div
            key={title}
            className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card"
          >
            <dt className="text-sm text-muted">
              <Term definition={definition}>{title}</Term>
            </dt>
            <dd className="text-xl font-semibold tracking-tight">{value}</dd>
            {basis.map((line, index) => (
              // The lines of a figure are always the same.
              // oxlint-disable-next-line react/no-array-index-key
              <dd key={index} className="text-xs wrap-anywhere text-muted tabular-nums">
                {line}
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}

/** Why a run has not got a figure. */
function why({ status }: RunDetail, unknown: string): string {
  return status === "completed" ? unknown : "known at completion";
}

function scoreOf(run: RunDetail): Fact {
  const isUnscored = run.outcome === "unscored";
  return {
    title: "Average score",
    definition: "runScore",
    value: isUnscored ? (
      <ResultsLink key="unscored" search={{ outcome: "unscored" }}>
        Not scored yet
      </ResultsLink>
    ) : (
      <Figure value={run.averageScore} format={formatScore} why={why(run, "all items errored")} />
    ),
    basis: run.scoreMetric === null ? [] : [`the metric ${run.scoreMetric}`],
  };
}

function passRateOf(run: RunDetail): Fact {
  const passes = passesOf(run);
  const rate = passes === null || passes.scored === 0 ? null : passes.passed / passes.scored;
  return {
    title: "Pass rate",
    definition: "runPassRate",
    value: <Figure value={rate} format={formatRate} why={why(run, "no scored results")} />,
    basis: [
      ...(passes === null || passes.scored === 0
        ? []
        : [`${formatCount(passes.passed)} of ${formatCount(passes.scored)} scored`]),
      ...(run.passMark === DEFAULT_PASS_MARK ? [] : [`pass mark ${run.passMark}`]),
    ],
  };
}

function itemsOf(run: RunDetail): Fact {
  const { erroredItems: errored, unscoredItems: unscored } = run;
  return {
    title: run.status === "completed" ? "Items" : "Results so far",
    definition: "runItems",
    value: <Figure value={run.totalItems ?? run.results} format={formatCount} />,
    basis: [
      ...(errored
        ? [
            <ResultsLink key="errored" search={{ outcome: "errored" }}>
              {formatCount(errored)} errored
            </ResultsLink>,
          ]
        : []),
      ...(unscored
        ? [
            <ResultsLink key="unscored" search={{ outcome: "unscored" }}>
              {formatCount(unscored)} not scored yet
            </ResultsLink>,
          ]
        : []),
    ],
  };
}

function latencyOf(run: RunDetail): Fact {
  const { latencyMs, measuredItems, totalItems } = run;
  return {
    title: "Mean latency",
    definition: "runLatency",
    value: <Figure value={latencyMs} format={formatLatency} why={why(run, "not measured")} />,
    basis: latencyMs === null ? [] : shareWords(measuredItems, totalItems),
  };
}

function costOf(run: RunDetail): Fact {
  const { costUsd, spentUsd, pricedItems, totalItems } = run;
  return {
    title: "Cost",
    definition: "runCost",
    value: <Figure value={costUsd} format={formatCost} why={why(run, "the source gave no cost")} />,
    basis: [
      ...(costUsd === null ? [] : shareWords(pricedItems, totalItems).map((words) => `list price ${words}`)),
      ...(spentUsd === null || spentUsd === costUsd
        ? []
        : [`${formatCost(spentUsd)} without cached answers`]),
    ],
  };
}

function tokensOf(run: RunDetail): Fact {
  const { inputTokens, outputTokens, inputCountedItems, outputCountedItems, totalItems } = run;
  const unknown = why(run, "the source gave none");
  const input = shareWords(inputTokens === null ? null : inputCountedItems, totalItems);
  const output = shareWords(outputTokens === null ? null : outputCountedItems, totalItems);
  const isAlike = inputCountedItems === outputCountedItems;
  return {
    title: "Tokens",
    definition: "runTokens",
    value: (
      <span className="flex flex-wrap gap-x-3 text-base">
        <Tokens count={inputTokens} of="in" unknown={unknown} />
        <Tokens count={outputTokens} of="out" unknown={unknown} />
      </span>
    ),
    basis: isAlike
      ? input
      : [...input.map((words) => `in: ${words}`), ...output.map((words) => `out: ${words}`)],
  };
}

interface TokensProps {
  readonly count: number | null;
  readonly of: "in" | "out";
  readonly unknown: string;
}

function Tokens({ count, of, unknown }: TokensProps): ReactNode {
  return (
    <span className="whitespace-nowrap">
      <Figure value={count} format={formatShortCount} inFull={formatCount} why={unknown} />{" "}
      <span className="text-sm font-normal text-muted">{of}</span>
    </span>
  );
}

/** Of how many of the run's results a figure is: `of 1 of 3 results`. Nothing where that is not known. */
function shareWords(counted: number | null, all: number | null): string[] {
  if (counted === null || all === null) return [];
  if (counted === all) return [all === 1 ? "of the one result" : `of all ${formatCounted(all, "result")}`];
  return [`of ${formatCount(counted)} of ${formatCounted(all, "result")}`];
}

interface ResultsLinkProps {
  readonly search: ResultsSearch;
  readonly children: ReactNode;
}

/** Leads to some of the run's results, further down on the page. */
export function ResultsLink({ search, children }: ResultsLinkProps): ReactNode {
  return (
    <Link
      from="/runs/$runId"
      to="/runs/$runId"
      search={(before) => ({ ...before, ...ALL_RESULTS, ...search })}
      hash="results"
      className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
