import type { Answers, Evidence } from "@evalboard/contract";
import { type AnswerSentences, answerSentences } from "@evalboard/format";
import { CircleDashed, Equal, Minus, TrendingDown, TrendingUp, Trophy, Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { runsSearchOf } from "../address/board.ts";
import { CompareLink, RunsLink } from "../address/links.tsx";
import { PillBadge, verdictFaces } from "../figures/verdict.tsx";
import type { Face } from "../kit/badge.tsx";

type Question = keyof AnswerSentences;

const topics: readonly (readonly [question: Question, topic: string])[] = [
  ["models", "Models"],
  ["datasets", "Datasets"],
  ["latency", "Latency"],
  ["prompts", "Prompts"],
];

/** The board's four questions, each with its answer in a sentence, a mark of its state, and the way to its evidence. */
export function AnswersPanel({ answers }: { readonly answers: Answers }): ReactNode {
  const sentences = answerSentences(answers);
  return (
    <section
      aria-label="Answers"
      className="rounded-xl border border-line bg-surface px-5 py-1.5 shadow-card max-sm:px-4"
    >
      <ul className="divide-y divide-line">
        {topics.map(([question, topic]) => (
          <li
            key={question}
            className="grid grid-cols-[4rem_1fr_auto] items-baseline gap-x-3 gap-y-1 py-2 text-sm lg:grid-cols-[4rem_10rem_1fr_auto]"
          >
            <h2 className="text-muted">{topic}</h2>
            <div>
              <PillBadge face={faceOf(answers, question)} />
            </div>
            <p className="text-pretty wrap-anywhere max-lg:order-last max-lg:col-span-full">
              {sentences[question]}
            </p>
            <EvidenceLink evidence={answers[question].evidence} topic={topic} />
          </li>
        ))}
      </ul>
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
  if (evidence === null) return <span />;
  const className = "whitespace-nowrap text-accent underline-offset-2 hover:underline";
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

const calm = "bg-sunken text-ink";

const tied: Face = {
  label: "Tied",
  meaning: "The first cannot be told from some others.",
  Icon: Equal,
  className: calm,
};
const onlyOne: Face = {
  label: "Only one",
  meaning: "There is nothing to compare it with.",
  Icon: Minus,
  className: calm,
};
const apart: Face = {
  label: "Nothing in common",
  meaning: "No two of them can be compared.",
  Icon: Unlink,
  className: "bg-warn-soft text-warn",
};
const none: Face = { label: "Nothing yet", meaning: "No run says it.", Icon: CircleDashed, className: calm };
const nothingBefore: Face = { ...none, label: "Nothing before", meaning: "No earlier run compares." };

type Faces<States extends Question> = Readonly<Record<Answers[States]["state"], Face>>;

const faces: { readonly [Key in Question]: Faces<Key> } = {
  models: {
    leads: {
      label: "One leads",
      meaning: "It is better than every other, beyond chance.",
      Icon: Trophy,
      className: "bg-good-soft text-good",
    },
    tied,
    "only one": onlyOne,
    apart,
    none,
  },
  datasets: {
    hardest: {
      label: "One is hardest",
      meaning: "It is harder than every other, beyond chance.",
      Icon: TrendingDown,
      className: "bg-bad-soft text-bad",
    },
    tied,
    "only one": onlyOne,
    apart,
    none,
  },
  latency: {
    faster: {
      label: "Faster",
      meaning: "Latency fell by more than chance explains.",
      Icon: TrendingDown,
      className: "bg-good-soft text-good",
    },
    slower: {
      label: "Slower",
      meaning: "Latency rose by more than chance explains.",
      Icon: TrendingUp,
      className: "bg-bad-soft text-bad",
    },
    "no clear change": { ...verdictFaces["no clear change"], meaning: "Chance explains the change." },
    "too little to say": verdictFaces["too little to say"],
    "nothing before": nothingBefore,
    none,
  },
  prompts: {
    ...verdictFaces,
    "nothing to compare": {
      ...none,
      label: "Nothing to compare",
      meaning: "The versions share no item.",
    },
    none,
  },
};

function faceOf({ models, datasets, latency, prompts }: Answers, question: Question): Face {
  switch (question) {
    case "models":
      return faces.models[models.state];
    case "datasets":
      return faces.datasets[datasets.state];
    case "latency":
      return faces.latency[latency.state];
    case "prompts":
      return faces.prompts[prompts.state];
  }
}
