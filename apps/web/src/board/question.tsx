import type { Answers, Evidence } from "@evalboard/contract";
import { answerSentence } from "@evalboard/format";
import { ChevronDown } from "lucide-react";
import { type ReactNode, Suspense, useId, useState } from "react";
import { runsSearchOf } from "../address/board.ts";
import { CompareLink, RunsLink } from "../address/links.tsx";
import { PillBadge } from "../figures/verdict.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { usePrinted } from "../kit/printed.ts";
import { faceOf, type Question } from "./answers.ts";
import { touchClass } from "../kit/button.tsx";

/** Classes of a question's parts. */
interface Place {
  readonly answer: string;
  readonly body: string;
  /** The least height of the body, so that nothing below moves when other figures come. */
  readonly height: string;
  readonly evidence: string;
}

/**
 * Where the parts of each question stand. On a phone the four answers come first, and then what each rests on; from
 * there on two questions stand side by side, and what is opened of them below both.
 */
const places: Readonly<Record<Question, Place>> = {
  models: { answer: "order-1", body: "order-5", height: "lg:min-h-102", evidence: "order-6 md:order-7" },
  datasets: { answer: "order-2", body: "order-7 md:order-6", height: "lg:min-h-102", evidence: "order-8" },
  latency: {
    answer: "order-3 lg:order-9",
    body: "order-9 md:order-11",
    height: "lg:min-h-78",
    evidence: "order-10 md:order-13",
  },
  prompts: {
    answer: "order-4 lg:order-10",
    body: "order-11 md:order-12",
    height: "lg:min-h-78",
    evidence: "order-12 md:order-14",
  },
};

const topics: Readonly<Record<Question, string>> = {
  models: "Models",
  datasets: "Datasets",
  latency: "Latency",
  prompts: "Prompts",
};

/** Holds the four questions. */
export function Questions({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="-mb-4 grid gap-x-4 md:grid-cols-2 print:block">{children}</div>;
}

interface More {
  readonly words: string;
  readonly evidence: ReactNode;
  /** Fetches its code, where that is not there yet. */
  readonly load?: () => void;
  /** Whether it stands on paper too, where nothing can be opened; false of what has to be asked for. */
  readonly isOnPaper?: boolean;
}

interface QuestionSectionProps {
  readonly question: Question;
  readonly answers: Answers;
  /** What the answer looks like: a chart, the first few. */
  readonly children: ReactNode;
  /** What opens below: the button's words, and what then stands there. Nothing opens where there is no more. */
  readonly more: More | null;
}

/** One of the board's four questions: its answer in a sentence, what that looks like, and one click away all of it. */
export function QuestionSection(props: QuestionSectionProps): ReactNode {
  const { question, answers, children, more } = props;
  const [isOpen, setIsOpen] = useState(false);
  const isPrinted = usePrinted();
  const isShown = isOpen || (isPrinted && more?.isOnPaper !== false);
  const [titleId, evidenceId] = [useId(), useId()];
  const { answer, body, height, evidence } = places[question];
  return (
    <section aria-labelledby={titleId} className="contents">
      <div
        className={`${answer} mb-2 break-inside-avoid flex flex-col gap-1.5 rounded-xl border border-line bg-surface px-4 py-3 shadow-card md:max-lg:col-span-full lg:mb-0 lg:rounded-b-none lg:border-b-0 lg:px-5 lg:pt-4 lg:pb-1 lg:shadow-none`}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id={titleId} className="text-base font-semibold">
            {topics[question]}
          </h2>
          <PillBadge face={faceOf(answers, question)} />
          <span className="ml-auto">
            <EvidenceLink evidence={answers[question].evidence} topic={topics[question]} />
          </span>
        </div>
        {/* Room for the longest, so that nothing below moves when another answer comes. */}
        <p className="min-h-20 text-sm text-pretty wrap-anywhere sm:min-h-10 lg:min-h-15 lg:text-base">
          {answerSentence(answers, question)}
        </p>
      </div>
      <div
        className={`${body} ${height} mb-4 break-inside-avoid flex min-w-0 flex-col rounded-xl border border-line bg-surface px-4 pt-3 pb-2 shadow-card max-md:mt-2 max-md:mb-2 md:max-lg:mt-2 lg:rounded-t-none lg:border-t-0 lg:px-5`}
      >
        {children}
        {more === null ? null : (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isShown ? evidenceId : undefined}
            onClick={() => {
              more.load?.();
              setIsOpen(!isOpen);
            }}
            className={`mt-auto flex min-h-8 items-center gap-1.5 self-start text-sm font-medium text-accent hover:underline print:hidden ${touchClass}`}
          >
            <ChevronDown
              className={`size-3.5 transition-transform ${isOpen ? "rotate-180" : ""}`}
              aria-hidden
            />
            {more.words}
          </button>
        )}
      </div>
      {isShown && more !== null ? (
        <div id={evidenceId} className={`${evidence} col-span-full mb-4 flex min-w-0 flex-col gap-4`}>
          <Suspense fallback={<SkeletonCard className="h-73.5" />}>
            {more.evidence ?? <SkeletonCard className="h-73.5" />}
          </Suspense>
        </div>
      ) : null}
    </section>
  );
}

interface EvidenceLinkProps {
  readonly evidence: Evidence | null;
  /** What the answer is about. */
  readonly topic: string;
}

/** Leads to the runs, or the comparison, that an answer rests on. */
function EvidenceLink({ evidence, topic }: EvidenceLinkProps): ReactNode {
  if (evidence === null) return null;
  const className =
    "inline-block py-0.5 text-sm whitespace-nowrap text-accent underline-offset-2 hover:underline print:hidden";
  const about = <span className="sr-only"> behind the answer on {topic.toLowerCase()}</span>;
  if (evidence.kind === "comparison") {
    return (
      <CompareLink baseline={evidence.baseline} candidate={evidence.candidate} className={className}>
        Comparison{about}
      </CompareLink>
    );
  }
  const { where, completedFrom: from, completedTo: to } = evidence;
  return (
    <RunsLink search={runsSearchOf(where)} window={{ from, to }} className={className}>
      Runs{about}
    </RunsLink>
  );
}
