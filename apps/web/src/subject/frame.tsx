import type { Period, SubjectReport } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { CalendarOff, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { CompareLink, RunsLink } from "../address/links.tsx";
import { wordsOfPeriod } from "../address/period.ts";
import type { RunsSearch } from "../address/runs.ts";
import { RenameButton } from "../figures/rename.tsx";
import { ReportHeader, type ReportQuery } from "../figures/report-frame.tsx";
import { SummaryOutline } from "../figures/summary.tsx";
import { buttonClass } from "../kit/button.tsx";
import { Skeleton, SkeletonCard } from "../kit/card.tsx";
import { MessagePanel } from "../kit/panels.tsx";
import { useSubjectAddress } from "./address.tsx";

export type SubjectKind = "model" | "dataset" | "prompt";

/** What a page is about. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Of what the name in the address stands for: another where it was renamed or merged. */
  readonly id: string;
  readonly name: string;
  /** Stands beside the name: a model's provider. */
  readonly note?: string;
  /** Which runs are of it. */
  readonly runs: Pick<RunsSearch, "modelId" | "datasetId" | "promptId">;
}

/** How a page names what it is about. */
export const kindWords: Readonly<Record<SubjectKind, string>> = {
  model: "Model",
  dataset: "Dataset",
  prompt: "Prompt",
};

interface NoRunsInWindowProps {
  readonly kind: SubjectKind;
  readonly period: Period;
}

/** What a subject's page says of a window without runs of it. */
export function NoRunsInWindow({ kind, period }: NoRunsInWindowProps): ReactNode {
  return (
    <MessagePanel
      Icon={CalendarOff}
      title={`No completed runs of this ${kind} in ${wordsOfPeriod(period).span}`}
    >
      {period === "all" ? (
        <p className="text-sm text-muted">Its figures are here within a minute of the first completion.</p>
      ) : (
        <Link to="." search={(before) => ({ ...before, period: "all" })} className={buttonClass}>
          Show all time
        </Link>
      )}
    </MessagePanel>
  );
}

/** An address of a model, dataset or prompt that this board does not have. */
export function NoSuchSubject({ kind }: { readonly kind: SubjectKind }): ReactNode {
  return (
    <>
      <title>{`No such ${kind} · EvalBoard`}</title>
      <MessagePanel Icon={SearchX} title={`There is no such ${kind} on this board`} headingLevel="h1">
        <p className="text-sm text-muted">The link may be cut short, or belong to another board.</p>
        <Link to="/" className={buttonClass}>
          Go to the board
        </Link>
      </MessagePanel>
    </>
  );
}

interface SubjectHeaderProps {
  readonly kind: SubjectKind;
  readonly query: ReportQuery<SubjectReport>;
  /** Undefined while its first report is on the way, or where there is none. */
  readonly subject: Subject | undefined;
}

/** What the page is about, which window of it, and where one can go from here. */
export function SubjectHeader({ kind, query, subject }: SubjectHeaderProps): ReactNode {
  const { data, error } = query;
  const isComing = data === undefined && error === null;
  return (
    <ReportHeader
      query={query}
      title={
        <div className="min-w-0 md:row-span-2">
          <p className="text-sm text-muted">
            <Link to="/" search={(before) => ({ period: before.period })} className="hover:text-ink">
              Board
            </Link>{" "}
            <span aria-hidden>/</span> {kindWords[kind]}
          </p>
          <h1 className="min-h-7 text-xl font-semibold tracking-tight wrap-anywhere">
            {isComing ? (
              <span className="sr-only">{kindWords[kind]}</span>
            ) : (
              (subject?.name ?? kindWords[kind])
            )}
            {isComing ? <Skeleton className="h-6 w-72" /> : null}
            {subject?.note === undefined ? null : (
              <span className="font-normal text-muted"> {subject.note}</span>
            )}
          </h1>
        </div>
      }
      links={
        <div className="flex min-h-8 gap-2 max-md:mt-1 md:justify-self-end">
          {isComing ? <Skeleton className="h-8 w-72" /> : null}
          {data && subject ? <SubjectLinks subject={subject} window={data.window} /> : null}
        </div>
      }
    />
  );
}

interface SubjectLinksProps {
  readonly subject: Subject;
  readonly window: SubjectReport["window"];
}

function SubjectLinks({ subject, window }: SubjectLinksProps): ReactNode {
  const { kind, id, name, note = null, runs } = subject;
  const goTo = useSubjectAddress(kind);
  return (
    <>
      <RenameButton subject={{ kind, id, provider: note, name }} renamed={({ to }) => goTo(to.id)} />
      <RunsLink search={runs} window={window} className={buttonClass}>
        Runs
      </RunsLink>
      <CompareLink
        baseline={{ ...runs, completedFrom: window.from, completedTo: window.to }}
        candidate={null}
        className={buttonClass}
      >
        Compare with…
      </CompareLink>
    </>
  );
}

const charts = ["score", "rates", "latency", "runs"];

/** The outline of a subject's figures. */
export function SubjectOutline(): ReactNode {
  return (
    <>
      <SummaryOutline />
      <div className="grid gap-4 lg:grid-cols-2">
        {charts.map((chart, index) => (
          <SkeletonCard key={chart} className={`h-73.5 ${index < 2 ? "" : "max-md:hidden"}`} />
        ))}
      </div>
      <SkeletonCard className="h-100" />
    </>
  );
}
