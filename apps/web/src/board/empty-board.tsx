import { Link } from "@tanstack/react-router";
import { FlaskConical, Upload } from "lucide-react";
import type { ReactNode } from "react";
import { Button, buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { CommandLine, IMPORT_COMMAND } from "../kit/text.tsx";
import { DemoProgress } from "./demo-progress.tsx";
import { useDemo } from "./use-demo.ts";

const answers = [
  [
    "Which models are reliable?",
    "Ranked by scores adjusted for the datasets that each ran, with the places each may have.",
  ],
  [
    "Which datasets are hard?",
    "Ranked the same way, adjusted for the models that ran each; saturated ones are named.",
  ],
  ["How does latency change?", "Mean, median and 95th percentile over time."],
  ["Did the prompt change help?", "The newest version against the one before, tested like for like."],
] as const;

/** What a board without runs says: how to get the first ones in, and what it will show then. */
export function EmptyBoard(): ReactNode {
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-8 py-10">
      <div className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold tracking-tight">No completed runs yet</h1>
        <p className="text-muted">
          Runs come in by a file of another tool, by the command line, or by a recorder. They are on the{" "}
          <Link to="/runs" className="text-accent underline underline-offset-2">
            run list
          </Link>{" "}
          at once, and on this board within a minute of their completion.
        </p>
      </div>
      <ul className="flex flex-col gap-4">
        <Way title="Drop a file anywhere on this page">
          <p>
            Results of promptfoo, Inspect, DeepEval and others, or any JSON, JSON Lines or CSV: the browser
            reads it, and shows what it would become before anything is stored.
          </p>
          <Link to="/import" className={`${buttonClass} self-start`}>
            <Upload className="size-3.5" aria-hidden />
            Choose a file
          </Link>
        </Way>
        <Way title="Or import it by the command line">
          <CommandLine command={IMPORT_COMMAND} />
        </Way>
        <DemoOffer />
      </ul>
      <section aria-labelledby="what-it-shows" className="flex flex-col gap-4">
        <h2 id="what-it-shows" className="font-semibold">
          What the board shows then
        </h2>
        <dl className="grid gap-4 sm:grid-cols-2">
          {answers.map(([question, answer]) => (
            <div key={question} className="rounded-xl border border-line bg-surface p-4 shadow-card">
              <dt className="font-medium">{question}</dt>
              <dd className="mt-1 text-sm text-muted">{answer}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

interface WayProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One way to a board that has something on it. */
function Way({ title, children }: WayProps): ReactNode {
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-4 text-sm text-muted shadow-card">
      <h2 className="text-base font-medium text-ink">{title}</h2>
      {children}
    </li>
  );
}

/** Half a year of made-up runs, to look around; for who may also remove them. */
function DemoOffer(): ReactNode {
  const { status, mayChange, isGoing, load, error } = useDemo();
  if (!mayChange || status === undefined || !(status.canLoad || isGoing)) return null;
  return (
    <Way title="Or look around in the demo">
      <p>
        Half a year of made-up runs, put onto this board and taken away again by one press each. Your own runs
        may come in meanwhile: they stay.
      </p>
      {isGoing ? null : (
        <Button className={`${buttonClass} self-start`} onClick={load}>
          <FlaskConical className="size-3.5" aria-hidden />
          {status.runs === 0 ? "Load the demo" : "Go on loading the demo"}
        </Button>
      )}
      <DemoProgress work={status.work} />
      {error === null ? null : (
        <p role="alert" className="text-bad">
          {describeError(error).detail}
        </p>
      )}
    </Way>
  );
}
