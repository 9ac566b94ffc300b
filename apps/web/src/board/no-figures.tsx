import type { ReportHead } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { CalendarOff, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { notNarrowed } from "../address/board.ts";
import { wordsOfPeriod } from "../address/period.ts";
import { buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { MessagePanel } from "../kit/panels.tsx";

type NoFiguresProps =
  | { readonly report: ReportHead; readonly error?: undefined }
  | { readonly report?: undefined; readonly error: unknown };

/** What a board with runs says where there are none of what it was asked for; it loads when it is needed. */
export function NoFigures({ report, error }: NoFiguresProps): ReactNode {
  return report === undefined ? <NoSuchRuns error={error} /> : <EmptyWindow report={report} />;
}

/** A window without any completed run, or without any that the board is narrowed to. */
function EmptyWindow({ report }: { readonly report: ReportHead }): ReactNode {
  const { period, where, firstCompletedAt, timeZone } = report;
  const isNarrowed = Object.keys(where).length > 0;
  return (
    <MessagePanel
      Icon={CalendarOff}
      title={`No completed runs${isNarrowed ? " like that" : ""} in ${wordsOfPeriod(period).span}`}
    >
      {firstCompletedAt === null ? null : (
        <p className="text-sm text-muted">
          The first run of this board was completed on {formatDay(firstCompletedAt, timeZone)}.
        </p>
      )}
      {period === "all" ? null : (
        <Link to="." search={(before) => ({ ...before, period: "all" })} className={buttonClass}>
          {isNarrowed ? "Show all time" : "Show all runs"}
        </Link>
      )}
      {isNarrowed ? <ShowAllRuns /> : null}
    </MessagePanel>
  );
}

/** A board that is narrowed to a model, a dataset or a prompt that is not there. */
function NoSuchRuns({ error }: { readonly error: unknown }): ReactNode {
  return (
    <MessagePanel Icon={SearchX} title="The board is narrowed to what is not here" role="alert">
      <p className="max-w-prose text-sm break-words text-muted">{describeError(error).detail}</p>
      <ShowAllRuns />
    </MessagePanel>
  );
}

function ShowAllRuns(): ReactNode {
  return (
    <Link to="/" search={(before) => ({ ...before, ...notNarrowed })} className={buttonClass}>
      Show all runs
    </Link>
  );
}
