import type { Catalogue, RunGroup } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";

/** A comparison that is worth a look. */
export type Suggestion = {
  readonly title: string;
  readonly detail: string;
  readonly baseline: RunGroup;
  readonly candidate: RunGroup;
};

/** Comparisons from what the board has: a prompt's two newest versions that were run, two models, two labels. */
export function examplesOf({ prompts, models, labels }: Catalogue): Suggestion[] {
  const changes = prompts.flatMap(({ name, versions }) => {
    const [newer, older] = versions.filter(({ runs }) => runs > 0);
    return newer && older
      ? [
          example(
            `${name} v${newer.number} against v${older.number}`,
            { promptVersionId: older.id, runs: older.runs },
            { promptVersionId: newer.id, runs: newer.runs },
          ),
        ]
      : [];
  });
  const [first, second] = models;
  const twoModels =
    first && second
      ? [
          example(
            `${second.name} against ${first.name}`,
            { modelId: first.id, runs: first.runs },
            { modelId: second.id, runs: second.runs },
          ),
        ]
      : [];
  const [label, other] = labels;
  const twoLabels = label && other ? [example(`${other.label} against ${label.label}`, label, other)] : [];
  return [...changes.slice(0, 2), ...twoModels, ...twoLabels];
}

type Counted = RunGroup & { readonly runs: number };

function example(
  title: string,
  { runs: before, ...baseline }: Counted,
  { runs: after, ...candidate }: Counted,
): Suggestion {
  return {
    title,
    detail: `${formatCounted(after, "run")} against ${formatCount(before)}`,
    baseline,
    candidate,
  };
}
