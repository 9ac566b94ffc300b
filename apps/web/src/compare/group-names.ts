import type { GroupFigures, GroupsComparison, RunGroup } from "@evalboard/contract";
import { tagTexts } from "../address/tags.ts";

/** What every part of the page shows of several groups. */
export interface GroupsProps {
  readonly comparison: GroupsComparison;
  readonly groups: readonly RunGroup[];
  /** As many as there are groups. */
  readonly names: readonly string[];
}

/** One of several groups: what it was asked for by, and what its runs turned out to have in common. */
export interface NamedBy {
  readonly group: RunGroup;
  readonly common: GroupFigures["common"];
}

/** What a group can be called by, the most telling first. */
const parts: readonly ((of: NamedBy) => string | null)[] = [
  ({ common: { run } }) => run?.externalId ?? null,
  ({ common: { model } }) => model?.name ?? null,
  ({ common: { prompt, promptVersion } }) =>
    prompt && (promptVersion ? `${prompt.name} v${promptVersion.number}` : prompt.name),
  ({ common: { dataset } }) => dataset?.name ?? null,
  ({ common: { label } }) => label,
  ({ group: { tags } }) => tagTexts(tags)?.join(", ") ?? null,
  ({ common: { model } }) => model?.provider ?? null,
];

/**
 * A name for each group: what tells it from the others, as few words as do, or its number where nothing does. What all have
 * in common is in none.
 */
export function nameGroups(groups: readonly NamedBy[]): string[] {
  let names = groups.map((): readonly string[] => []);
  for (const part of parts) {
    const said = groups.map(part);
    const isCommon = said.every((one) => one === said[0]);
    if (isCommon || areApart(names)) continue;
    names = names.map((name, index) => [...name, ...(said[index] ? [said[index]] : [])]);
  }
  return areApart(names)
    ? names.map((name) => name.join(", "))
    : names.map((name, index) => [...name, `group ${index + 1}`].join(", "));
}

function areApart(names: readonly (readonly string[])[]): boolean {
  const texts = names.map((name) => name.join(", "));
  return !texts.includes("") && new Set(texts).size === texts.length;
}

/** What all the groups have in common, in words; none where that is nothing. */
export function commonWords(groups: readonly NamedBy[]): string[] {
  const kinds = [
    ["model", ({ common }: NamedBy) => common.model?.name],
    ["dataset", ({ common }: NamedBy) => common.dataset?.name],
    [
      "prompt",
      ({ common: { prompt, promptVersion: version } }: NamedBy) =>
        prompt && (version ? `${prompt.name} v${version.number}` : prompt.name),
    ],
    ["label", ({ common }: NamedBy) => common.label],
  ] as const;
  return kinds.flatMap(([kind, of]) => {
    const [first, ...others] = groups.map(of);
    return first && others.every((other) => other === first) ? [`${kind} ${first}`] : [];
  });
}
