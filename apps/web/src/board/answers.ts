import type { Answers } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import {
  ArrowUpDown,
  CircleDashed,
  Equal,
  Minus,
  TrendingDown,
  TrendingUp,
  Trophy,
  Unlink,
} from "lucide-react";
import { verdictFaces } from "../figures/verdict.tsx";
import type { Face } from "../kit/badge.tsx";

/** One of the four that the board answers. */
export type Question = keyof Answers;

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

/** How the state of an answer looks. */
export function faceOf({ models, datasets, latency, prompts }: Answers, question: Question): Face {
  switch (question) {
    case "models":
      return faces.models[models.state];
    case "datasets":
      return faces.datasets[datasets.state];
    case "latency":
      return faces.latency[latency.state];
    case "prompts":
      return promptsFace(prompts);
  }
}

/** Of one change how it came out; of several how many were improved and how many are worse, not the newest alone. */
function promptsFace({ state, counts }: Answers["prompts"]): Face {
  const { improved, worse, noClearChange, tooLittle, nothingToCompare } = counts;
  const all = improved + worse + noClearChange + tooLittle + nothingToCompare;
  if (all === 1 || improved + worse === 0) return faces.prompts[state];
  const label = [
    ...(improved === 0 ? [] : [`${formatCount(improved)} improved`]),
    ...(worse === 0 ? [] : [`${formatCount(worse)} worse`]),
  ].join(", ");
  if (worse === 0) return { ...verdictFaces.improved, label };
  if (improved === 0) return { ...verdictFaces.worse, label };
  const meaning = "Some prompts' average scores rose and some fell, by more than chance explains.";
  return { label, meaning, Icon: ArrowUpDown, className: calm };
}
