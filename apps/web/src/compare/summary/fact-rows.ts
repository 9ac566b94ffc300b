import type { GroupFigures } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import type { Side } from "../compare-search.ts";

/** What the runs of each group have in common in one respect. */
export type FactRow = Readonly<Record<Side, string>> & { readonly title: string };

type Common = GroupFigures["common"];

const facts: readonly {
  readonly title: string;
  readonly of: (common: Common) => string | null;
  readonly none: string;
}[] = [
  { title: "Run", of: ({ run }) => run?.externalId ?? null, none: "several runs" },
  { title: "Prompt", of: promptOf, none: "several prompts" },
  { title: "Model", of: ({ model }) => model?.name ?? null, none: "several models" },
  { title: "Dataset", of: ({ dataset }) => dataset?.name ?? null, none: "several datasets" },
  { title: "Label", of: ({ label }) => label, none: "none in common" },
];

/** What each group is, in each respect in which the runs of a side are alike. */
export function factRows(baseline: GroupFigures, candidate: GroupFigures): FactRow[] {
  return facts
    .map(({ title, of, none }) => ({
      title,
      none,
      baseline: of(baseline.common),
      candidate: of(candidate.common),
    }))
    .filter((row) => row.baseline !== null || row.candidate !== null)
    .map(({ title, none, baseline: before, candidate: after }) => {
      return { title, baseline: before ?? none, candidate: after ?? none };
    });
}

/** The days of the group's first and last completion, in the zone given. */
export function completedWords(
  { firstCompletedAt, lastCompletedAt }: GroupFigures,
  timeZone: string,
): string {
  if (firstCompletedAt === null || lastCompletedAt === null) return "never";
  const first = formatDay(firstCompletedAt, timeZone);
  const last = formatDay(lastCompletedAt, timeZone);
  return first === last ? first : `${first} – ${last}`;
}

function promptOf({ prompt, promptVersion }: Common): string | null {
  if (prompt === null) return null;
  return promptVersion === null
    ? `${prompt.name}, several versions`
    : `${prompt.name} v${promptVersion.number}`;
}
