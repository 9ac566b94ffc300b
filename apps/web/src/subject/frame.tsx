import type { ModelReport, Period } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { CalendarOff, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { CompareLink, RunsLink } from "../address/links.tsx";
import { periodWords } from "../address/period.ts";
import type { RunsSearch } from "../address/runs.ts";
import { PeriodSwitcher, WindowNote } from "../figures/report.tsx";
import { buttonClass } from "../kit/button.tsx";
import { Skeleton, SkeletonCard } from "../kit/card.tsx";
import { ErrorPanel, MessagePanel } from "../kit/panels.tsx";

export type SubjectKind = "model" | "dataset" | "prompt";

/** What a page is about. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly name: string;
  /** Stands beside the name: a model's provider. */
  readonly note?: string;
  /** Which runs are of it. */
  readonly runs: Pick<RunsSearch, "modelId" | "datasetId" | "promptId">;
}

/** What the reports of all subjects have. */
export type SubjectReport = Omit<ModelReport, "model" | "datasets" | "promptVersions">;

/** A question for a report, in whichever state it is. */
export interface SubjectQuery<Report> {
  readonly data: Report | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** The data is of another period, while that which was asked for is on the way. */
  readonly isPlaceholderData: boolean;
  readonly dataUpdatedAt: number;
  readonly errorUpdatedAt: number;
  readonly refetch: () => Promise<unknown>;
}

/** How a page names what it is about. */
const kindWords: Readonly<Record<SubjectKind, string>> = {
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
      title={`No completed runs of this ${kind} in ${periodWords[period].span}`}
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
        <p className="text-sm text-muted">The link may be cut short, or of another board.</p>
        <Link to="/" className={buttonClass}>
          Go to the board
        </Link>
      </MessagePanel>
    </>
  );
}

interface SubjectErrorProps {
  readonly kind: SubjectKind;
  readonly error: unknown;
  readonly retry: () => void;
}

/** A subject without a single report to show; another period may have one. */
export function SubjectError({ kind, error, retry }: SubjectErrorProps): ReactNode {
  return (
    <>
      <HeaderFrame kind={kind} name={kindWords[kind]} windowNote={null} freshnessNote={null} links={null} />
      <ErrorPanel error={error} retry={retry} />
    </>
  );
}

interface SubjectHeaderProps {
  readonly subject: Subject;
  readonly report: SubjectReport;
  /** How old the report is. */
  readonly children: ReactNode;
}

/** What the page is about, which window of it, and where one can go from here. */
export function SubjectHeader({ subject, report, children }: SubjectHeaderProps): ReactNode {
  const { kind, name, note, runs } = subject;
  const { window } = report;
  return (
    <HeaderFrame
      kind={kind}
      name={
        <>
          {name}
          {note === undefined ? null : <span className="font-normal text-muted"> {note}</span>}
        </>
      }
      windowNote={<WindowNote report={report} />}
      freshnessNote={children}
      links={
        <>
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
      }
    />
  );
}

const cards = ["runs", "score", "failures", "errors", "latency", "cost"];
const charts = ["score", "rates", "latency", "runs"];

/** A subject page's outline while its first report is on the way; each part as high as what follows. */
export function SubjectSkeleton({ kind }: { readonly kind: SubjectKind }): ReactNode {
  return (
    <>
      <title>{`${kindWords[kind]} · EvalBoard`}</title>
      <HeaderFrame
        kind={kind}
        name={
          <>
            <span className="sr-only">{kindWords[kind]}</span>
            <Skeleton className="h-6 w-72" />
          </>
        }
        windowNote={<Skeleton className="mt-0.5 h-4 w-64" />}
        freshnessNote={<Skeleton className="mt-0.5 h-4 w-40" />}
        links={<Skeleton className="h-8 w-48" />}
      />
      <output className="sr-only">Loading the {kind}…</output>
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
          {cards.map((card) => (
            <SkeletonCard key={card} className="h-32.5" />
          ))}
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          {charts.map((chart) => (
            <SkeletonCard key={chart} className="h-73.5" />
          ))}
        </div>
        <SkeletonCard className="h-100" />
      </div>
    </>
  );
}

interface HeaderFrameProps {
  readonly kind: SubjectKind;
  readonly name: ReactNode;
  /** Which days the figures are of. */
  readonly windowNote: ReactNode;
  /** How old they are. */
  readonly freshnessNote: ReactNode;
  /** Where one can go from here. */
  readonly links: ReactNode;
}

/** The head of a subject's page, each part in its place while others are still on the way. */
function HeaderFrame({ kind, name, windowNote, freshnessNote, links }: HeaderFrameProps): ReactNode {
  return (
    <header className="grid gap-x-6 gap-y-1 md:grid-cols-[1fr_auto]">
      <div className="min-w-0 md:row-span-2">
        <p className="text-sm text-muted">
          <Link to="/" search={(before) => ({ period: before.period })} className="hover:text-ink">
            Board
          </Link>{" "}
          <span aria-hidden>/</span> {kindWords[kind]}
        </p>
        <h1 className="min-h-7 text-xl font-semibold tracking-tight wrap-anywhere">{name}</h1>
      </div>
      <div className="flex gap-2 max-md:order-last max-md:mt-2 md:justify-self-end">
        <PeriodSwitcher />
      </div>
      <div className="flex min-h-8 gap-2 max-md:mt-1 md:justify-self-end">{links}</div>
      {/* Room for two lines, which the window's name takes on a narrow screen. */}
      <div className="min-h-10 lg:min-h-5">{windowNote}</div>
      <div className="flex min-h-5 md:justify-end">{freshnessNote}</div>
    </header>
  );
}
