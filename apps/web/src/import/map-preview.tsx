import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatMetric,
  formatScore,
} from "@evalboard/format";
import type { ReactNode } from "react";
import { Dimmed } from "../kit/card.tsx";
import { missingOf, type PreviewRow, type Reading, type UnknownFile } from "./map-state.ts";

/** What comes of a map: how much, and the first results as they would be stored. */
export function MapPreview({ file }: { readonly file: UnknownFile }): ReactNode {
  const { guess, reading, isPending } = file;
  return (
    <section
      aria-label="First results, as they would be stored"
      className="flex min-w-0 flex-col gap-3 self-start rounded-lg bg-sunken p-4 lg:sticky lg:top-18 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
    >
      <h3 className="text-sm font-medium">First results, as they would be stored</h3>
      <Dimmed isPending={isPending} className="flex min-w-0 flex-col gap-3">
        <output
          aria-live="polite"
          className={`text-sm wrap-anywhere ${reading.kind === "fault" ? "text-bad" : "text-muted"}`}
        >
          {wordsOf(reading, missingOf(guess).length === 0)}
        </output>
        {reading.kind === "read" ? <Rows reading={reading} /> : null}
        {guess.leftOut.length === 0 ? null : (
          <p className="text-xs wrap-anywhere text-muted">Left out: {namesOf(guess.leftOut)}</p>
        )}
      </Dimmed>
    </section>
  );
}

function wordsOf(reading: Reading, isComplete: boolean): string {
  if (reading.kind === "waiting") return "Something is to be said before: it is marked beside its field.";
  if (reading.kind === "fault") return `It cannot be read so: ${reading.text}`;
  const { results, items, runs } = reading;
  const counts = `${formatCounted(results, "result")}${items === null ? "" : ` of ${formatCounted(items, "item")}`}`;
  return `${counts} in ${formatCounted(runs.length, "run")}${isComplete ? "" : ", once it is said of which model"}`;
}

const MOST_NAMED = 12;

function namesOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}`;
}

function Rows({
  reading: { rows, warnings },
}: {
  readonly reading: Extract<Reading, { kind: "read" }>;
}): ReactNode {
  return (
    <>
      {warnings.length === 0 ? null : (
        <ul className="list-inside list-disc rounded-lg bg-warn-soft px-3 py-2 text-xs wrap-anywhere text-warn">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <ol className="flex min-w-0 flex-col gap-3">
        {rows.map((row, index) => (
          // The first results of a file have no other name than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <ResultPreview row={row} />
          </li>
        ))}
      </ol>
    </>
  );
}

function ResultPreview({ row }: { readonly row: PreviewRow }): ReactNode {
  const texts = [
    ["Input", row.input],
    ["Expected", row.expected],
    ["Output", row.output],
    ["Reason", row.reason],
    ["Error", row.error],
  ] as const;
  const figures = [
    row.model ?? "model not said yet",
    row.dataset,
    ...(row.latencyMs === null ? [] : [formatLatency(row.latencyMs)]),
    ...(row.costUsd === null ? [] : [formatCost(row.costUsd)]),
  ];
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2.5 text-sm">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 truncate font-medium">{row.item}</span>
        <Grade row={row} />
      </p>
      <dl className="mt-1 flex flex-col gap-0.5">
        {texts.map(([label, text]) =>
          text === null ? null : (
            <div key={label} className="flex min-w-0 gap-2">
              <dt className="w-16 shrink-0 text-muted">{label}</dt>
              <dd className={`line-clamp-2 min-w-0 wrap-anywhere ${label === "Error" ? "text-bad" : ""}`}>
                {text}
              </dd>
            </div>
          ),
        )}
      </dl>
      <p className="mt-1 text-xs wrap-anywhere text-muted">{figures.join(" · ")}</p>
      {row.metrics.length === 0 ? null : (
        <p className="text-xs wrap-anywhere text-muted">
          {row.metrics
            .slice(0, MOST_METRICS)
            .map(([name, value]) => `${name} ${valueWords(value)}`)
            .join(" · ")}
          {row.metrics.length > MOST_METRICS
            ? ` and ${formatCounted(row.metrics.length - MOST_METRICS, "metric")} more`
            : ""}
        </p>
      )}
    </div>
  );
}

const MOST_METRICS = 8;

function Grade({ row: { score, original, passed, error } }: { readonly row: PreviewRow }): ReactNode {
  if (error !== null) return <span className="text-muted">errored</span>;
  if (score === null) return <span className="text-muted">not scored yet</span>;
  return (
    <span className="tabular-nums">
      <span className="font-medium">{formatScore(score)}</span>
      {original === null ? null : (
        <span className="text-muted">
          {" "}
          ({original[0]} {valueWords(original[1])})
        </span>
      )}
      {passed === null ? null : (
        <span className={passed ? "text-good" : "text-bad"}> {passed ? "passed" : "not passed"}</span>
      )}
    </span>
  );
}

const valueWords = (value: number | string): string =>
  typeof value === "number" ? formatMetric(value) : value;
