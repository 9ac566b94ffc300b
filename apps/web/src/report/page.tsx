import type { BoardCopy } from "@evalboard/contract";
import { formatCounted, formatInstant, formatWindow } from "@evalboard/format";
import { Camera, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { KnownLatencies } from "../board/latency-by-model.tsx";
import { Board } from "../board/overview.tsx";
import { MessagePanel } from "../kit/panels.tsx";
import { ThemeToggle } from "../kit/theme.tsx";
import { LiveBoard, RunsWithin } from "./links.tsx";

/** A board as it was. */
export function CopyPage({ copy }: { readonly copy: BoardCopy }): ReactNode {
  const { report, latencyByModel, live } = copy;
  return (
    <LiveBoard value={live}>
      <RunsWithin value={report.where}>
        <main className="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 pt-6 pb-16 sm:px-6">
          <CopyHeader copy={copy} />
          {report.summary.runs === 0 ? (
            <MessagePanel Icon={CircleDashed} title="No run completed in this time">
              <p className="text-sm text-muted">The board was empty when this copy was made.</p>
            </MessagePanel>
          ) : (
            <div className="flex flex-col gap-4">
              <KnownLatencies value={latencyByModel}>
                <Board report={report} />
              </KnownLatencies>
            </div>
          )}
        </main>
      </RunsWithin>
    </LiveBoard>
  );
}

/** What it is of, in whose time, of how much, and that it is a copy. */
function CopyHeader({
  copy: { report, narrowedTo, averagedOver, live },
}: {
  readonly copy: BoardCopy;
}): ReactNode {
  const { window, timeZone, generatedAt, stale, summary } = report;
  const facts = [
    `${formatWindow(window, timeZone)} · ${timeZone}`,
    `${formatCounted(summary.runs, "completed run")}, ${formatCounted(summary.items, "evaluated item")}`,
    ...(narrowedTo === null ? [] : [`only runs with ${narrowedTo}`]),
    ...(averagedOver === null ? [] : [`averages over runs that differ in ${averagedOver}`]),
  ];
  return (
    <header className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-4">
        <h1 className="text-xl font-semibold tracking-tight">Board</h1>
        <ThemeToggle />
      </div>
      <ul className="flex flex-col gap-1 text-sm wrap-anywhere text-muted">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <p className="flex items-start gap-2 rounded-lg border border-line bg-surface px-3 py-2 text-sm">
        <Camera className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
        <span>
          A copy as of <time dateTime={generatedAt}>{formatInstant(generatedAt, timeZone)}</time>: it does not
          change any more.
          {stale ? " The database was away then: the figures are older than that." : ""}
          {live === null ? null : (
            <>
              {" "}
              <a
                href={live}
                target="_blank"
                rel="noreferrer"
                className="text-accent underline underline-offset-2"
              >
                Open the board itself
              </a>
            </>
          )}
        </span>
      </p>
    </header>
  );
}
