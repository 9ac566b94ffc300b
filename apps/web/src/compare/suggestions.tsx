import type { Catalogue, RunGroup } from "@evalboard/contract";
import { formatCount, formatCounted, formatScore } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { skipToken } from "@tanstack/react-query";
import { ArrowRight, GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { CompareLink } from "../address/links.tsx";
import { NoRuns } from "../figures/no-runs.tsx";
import { runName } from "../figures/run.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { ErrorPanel, MessagePanel } from "../kit/panels.tsx";

const words = {
  nothing:
    "Choose two groups of runs above: two versions of a prompt, two models, two labels, or two single runs. Their shared items are set side by side.",
  run: "Best one of the runs before it with the same model, dataset and prompt; any other group of runs will do.",
  group: "Any group of runs will do; one that shares items with the other gives the clearest answer.",
};

interface ToChooseProps {
  readonly baseline: RunGroup | null;
  readonly candidate: RunGroup | null;
}

/** What to compare is not said yet, or only one side of it: ways to go on, from what the board has. */
export function ToChoose({ baseline, candidate }: ToChooseProps): ReactNode {
  const catalogue = trpc.runs.catalogue.useQuery({});
  const chosen = baseline ?? candidate;
  const before = useRunBefore(chosen?.runId);
  const { data, error } = catalogue;
  if (error !== null) return <ErrorPanel error={error} retry={() => void catalogue.refetch()} />;
  if (data === undefined || before.isPending) return <SkeletonCard className="h-64" />;
  if (data.models.length === 0) return <NoRuns />;
  const missing = baseline === null ? "baseline" : "candidate";
  const suggestions =
    chosen === null
      ? examplesOf(data)
      : [...before.counterparts, ...counterpartsOf(chosen, data)].map(
          ({ title, detail, group }): Suggestion => {
            return { title, detail, baseline: baseline ?? group, candidate: candidate ?? group };
          },
        );
  return (
    <MessagePanel
      Icon={GitCompareArrows}
      title={chosen === null ? "What changed, and is it real?" : `Now choose the ${missing}`}
    >
      <p className="max-w-prose text-sm text-pretty text-muted">
        {chosen === null ? words.nothing : before.counterparts.length > 0 ? words.run : words.group}
      </p>
      <SuggestionList suggestions={suggestions} />
    </MessagePanel>
  );
}

/** Comparisons that are one press away. */
function SuggestionList({ suggestions }: { readonly suggestions: readonly Suggestion[] }): ReactNode {
  return (
    <ul className="grid w-full max-w-3xl gap-2 text-left sm:grid-cols-2">
      {suggestions.map(({ title, detail, baseline, candidate }) => (
        <li key={`${title} ${detail}`} className="min-w-0">
          <CompareLink
            baseline={baseline}
            candidate={candidate}
            className="flex h-full items-center gap-3 rounded-lg border border-line-strong bg-surface px-4 py-3 shadow-card transition-colors hover:bg-sunken"
          >
            <span className="min-w-0 grow">
              <span className="block text-sm font-medium wrap-anywhere">{title}</span>
              <span className="block text-xs text-muted tabular-nums">{detail}</span>
            </span>
            <ArrowRight className="size-4 shrink-0 text-muted" aria-hidden />
          </CompareLink>
        </li>
      ))}
    </ul>
  );
}

/** A comparison that is worth a look. */
interface Suggestion {
  readonly title: string;
  readonly detail: string;
  readonly baseline: RunGroup;
  readonly candidate: RunGroup;
}

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

const FEW = 3;

/** What a single run is best held against: those completed before it with the same model, dataset and prompt, newest first. */
function useRunBefore(runId: string | undefined): {
  readonly counterparts: readonly Counterpart[];
  readonly isPending: boolean;
} {
  const run = trpc.runs.get.useQuery(runId === undefined ? skipToken : { runId });
  const completedAt = run.data?.completedAt;
  const before = trpc.runs.list.useQuery(
    run.data && completedAt
      ? {
          modelId: run.data.model.id,
          datasetId: run.data.dataset.id,
          promptId: run.data.prompt.id,
          completedTo: completedAt,
          limit: FEW,
        }
      : skipToken,
  );
  const counterparts = (before.data?.runs ?? []).map((one) => ({
    title: runName(one),
    detail: `${one.prompt.name} v${one.prompt.version} · score ${one.averageScore === null ? "unknown" : formatScore(one.averageScore)}`,
    group: { runId: one.id },
  }));
  return { counterparts, isPending: run.isLoading || before.isLoading };
}

const MOST_COUNTERPARTS = 4;

/** A group to hold another against. */
interface Counterpart {
  readonly title: string;
  readonly detail: string;
  readonly group: RunGroup;
}

/** What a group could be held against: the version before or after, another model, another label; the rest stays. */
export function counterpartsOf(group: RunGroup, { prompts, models, labels }: Catalogue): Counterpart[] {
  const { promptVersionId, modelId, label } = group;
  const versions = prompts
    .filter((prompt) => prompt.versions.some(({ id }) => id === promptVersionId))
    .flatMap(({ name, versions: all }) =>
      all
        .filter(({ id, runs }) => id !== promptVersionId && runs > 0)
        .map(({ id, number, runs }) =>
          counterpart(`${name} v${number}`, runs, { ...group, promptVersionId: id }),
        ),
    );
  const others = (modelId === undefined ? [] : models)
    .filter(({ id }) => id !== modelId)
    .map(({ id, name, runs }) => counterpart(name, runs, { ...group, modelId: id }));
  const labelled = (label === undefined ? [] : labels)
    .filter((one) => one.label !== label)
    .map((one) => counterpart(one.label, one.runs, { ...group, label: one.label }));
  return [...versions, ...others, ...labelled].slice(0, MOST_COUNTERPARTS);
}

function counterpart(title: string, runs: number, group: RunGroup): Counterpart {
  return { title, detail: formatCounted(runs, "run"), group };
}
