import type { Catalogue, RunGroup } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";

const MOST_COUNTERPARTS = 4;

/** A group to hold another against. */
export type Counterpart = { readonly title: string; readonly detail: string; readonly group: RunGroup };

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
