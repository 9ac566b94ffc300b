import type { PromptChange } from "@evalboard/contract";
import { idOf } from "@evalboard/db/testing";
import { type ReferenceRun, referenceSides } from "@evalboard/facts/testing/reference-sides";
import { holm } from "@evalboard/inference";
import { referenceChange, referenceVerdict } from "@evalboard/inference/testing/reference-change";
import { Temporal } from "temporal-polyfill";
import { type BoardRun, promptNames } from "./board.ts";
import type { CalledVersion } from "./names.ts";
import { byCodePoints } from "./reference-figures.ts";
import type { ReferenceWindow } from "./reference-window.ts";

/** Each prompt's newest version that was run in the window, judged together: the newest first, those without a verdict last. */
export function referenceNewestChanges(window: ReferenceWindow): PromptChange[] {
  const newest = promptNames.flatMap((_, prompt) => versionsRun(window, prompt, window.runs).slice(0, 1));
  const changes = judged(window, newest);
  return [
    ...changes.filter(({ verdict }) => verdict !== null),
    ...changes.filter(({ verdict }) => verdict === null),
  ];
}

/** What each version of one prompt changed, the newest first. */
export function referenceChangesOf(window: ReferenceWindow, prompt: number): PromptChange[] {
  return judged(window, versionsRun(window, prompt, window.ofAllTime));
}

/** The versions of a prompt that one of these runs is of, the newest first. */
function versionsRun(
  { versions }: ReferenceWindow,
  prompt: number,
  runs: readonly BoardRun[],
): CalledVersion[] {
  return versions
    .filter((version, index) => version.canonical === index && version.prompt === prompt)
    .filter(({ canonical }) => runs.some((each) => each.promptVersion === canonical))
    .toSorted((a, b) => b.number - a.number);
}

function judged(window: ReferenceWindow, newer: readonly CalledVersion[]): PromptChange[] {
  const runs = new Map(window.whole.map((run) => [run, referenceRun(run, window.head.timeZone)]));
  const scored = window.ofAllTime.filter(({ averageScore }) => averageScore !== null);
  const changes = newer
    .toSorted(
      (a, b) =>
        b.firstRunAt.getTime() - a.firstRunAt.getTime() ||
        byCodePoints(promptNames[a.prompt]!, promptNames[b.prompt]!) ||
        b.number - a.number,
    )
    .flatMap((version) => {
      const older = versionsRun(window, version.prompt, scored).find(({ number }) => number < version.number);
      return older ? [compared(window, runs, version, older)] : [];
    });
  const adjusted = holm(changes.map(({ pValue }) => pValue));
  return changes.map((change, index) => {
    const adjustedPValue = adjusted[index] ?? null;
    return { ...change, adjustedPValue, verdict: referenceVerdict(change, adjustedPValue) };
  });
}

function compared(
  { ofAllTime, areFactsKnown }: ReferenceWindow,
  runs: ReadonlyMap<BoardRun, ReferenceRun>,
  newer: CalledVersion,
  older: CalledVersion,
): Omit<PromptChange, "adjustedPValue" | "verdict"> {
  const runsOf = ({ canonical }: CalledVersion) =>
    ofAllTime.filter((run) => run.promptVersion === canonical).map((run) => runs.get(run)!);
  const sides = referenceSides({
    newer: runsOf(newer),
    older: runsOf(older),
    stratumOf: ({ model }) => model,
    known: areFactsKnown ? [...runs.values()] : null,
  });
  const weights = sides.strata.map(
    (stratum) => (stratum.newer.n * stratum.older.n) / (stratum.newer.n + stratum.older.n),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const side = ({ canonical, number }: CalledVersion, name: "newer" | "older") => ({
    promptVersionId: idOf("promptVersion", canonical),
    number,
    runs: name === "newer" ? sides.newerRuns : sides.olderRuns,
    comparedRuns: sides.strata.reduce((sum, stratum) => sum + stratum[name].n, 0),
    averageScore:
      sides.strata.length === 0
        ? null
        : sides.strata.reduce(
            (sum, stratum, index) => sum + (weights[index]! / total) * stratum[`${name}Mean`],
            0,
          ),
  });
  return {
    promptId: idOf("prompt", newer.prompt),
    name: promptNames[newer.prompt]!,
    newer: side(newer, "newer"),
    older: side(older, "older"),
    ...referenceChange(sides),
  };
}

function referenceRun(run: BoardRun, timeZone: string): ReferenceRun {
  return {
    model: `${run.model}`,
    dataset: `${run.dataset}`,
    version: `${run.promptVersion}`,
    averageScore: run.averageScore,
    limited: false,
    day: Temporal.Instant.fromEpochMilliseconds(run.at.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString(),
    answers: run.answers ?? [],
  };
}
