import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CommandLine, IMPORT_COMMAND } from "../kit/text.tsx";

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
          Evaluate with promptfoo, write the results to a file with <code>-o results.json</code>, and{" "}
          <Link to="/import" className="text-accent underline underline-offset-2">
            import it here
          </Link>{" "}
          or by the command line. The runs are on the{" "}
          <Link to="/runs" className="text-accent underline underline-offset-2">
            run list
          </Link>{" "}
          at once, and on this board within a minute of their completion.
        </p>
      </div>
      <CommandLine command={IMPORT_COMMAND} />
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
