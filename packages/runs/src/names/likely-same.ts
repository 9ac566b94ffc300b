import type { LikelySame } from "@evalboard/contract";

/** A name as it is shown, and how many runs stand under it. */
export interface UsedName {
  readonly id: string;
  /** Only of a model. */
  readonly provider: string | null;
  readonly name: string;
  readonly runs: number;
}

/** Two names that are likely of one subject: `from` has fewer runs. */
export interface LikelyPair {
  readonly from: UsedName;
  readonly to: UsedName;
  readonly differsIn: LikelySame["differsIn"];
}

/**
 * Names of one kind that are likely of one subject: they differ in case, spaces, `-`, `_` and `.` alone, and models also in
 * a date at their end, or in their provider. Whatever else differs, such as a digit, tells two subjects apart. Where three
 * or more are alike, each is paired with the one that has the most runs.
 */
export function likelySame(names: readonly UsedName[]): LikelyPair[] {
  // From here on the first of any that are alike is the one with the most runs.
  const read = names.toSorted(mostRunsFirst).map(readName);
  const same = grouped(read, ({ provider, path, date }) => JSON.stringify([provider, path, date]));
  const heads = same.flatMap((alike) => alike.slice(0, 1));
  return [
    ...same.flatMap(([head, ...others]) => pairsWith(head, others, "case or separators")),
    ...datePairs(heads),
    ...providerPairs(heads),
  ];
}

/** A name taken apart, its spelling evened out. */
interface ReadName {
  readonly used: UsedName;
  readonly provider: string | null;
  /** `openai/gpt-4o` as it stands under another provider is two parts. */
  readonly path: readonly string[];
  /** Such as `20240806`, or `latest`; only of a model. */
  readonly date: string | null;
}

const dateAtEnd = /[-_.@: ](?:(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])|latest)$/i;

function readName(used: UsedName): ReadName {
  if (used.provider === null) return { used, provider: null, path: [evened(used.name)], date: null };
  const found = dateAtEnd.exec(used.name);
  const name = used.name.slice(0, found?.index);
  const date = found && (found.slice(1).join("") || "latest");
  return { used, provider: evened(used.provider), path: name.split("/").map(evened), date };
}

/** Without case and separators; between digits they stay, since 4.1 is not 41. A name that is nothing else stays. */
function evened(text: string): string {
  const bare = text
    .toLowerCase()
    .replaceAll(/(?<=\d)[-_.\s]+(?=\d)/g, "\0")
    .replaceAll(/[-_.\s]/g, "")
    .replaceAll("\0", ".");
  return bare === "" ? text : bare;
}

/** A name with a date is likely the one without; two that have dates of their own are two versions. */
function datePairs(heads: readonly ReadName[]): LikelyPair[] {
  const groups = grouped(heads, ({ provider, path }) => JSON.stringify([provider, path]));
  return groups.flatMap((alike) => {
    const undated = alike.find(({ date }) => date === null) ?? alike.find(({ date }) => date === "latest");
    const others = alike.filter((name) => name !== undated);
    return pairsWith(undated, others, "a date");
  });
}

/** A model's name that another provider has too, alone or with more before it, such as `hf/x` and `vllm/x`. */
function providerPairs(heads: readonly ReadName[]): LikelyPair[] {
  const models = heads.filter(({ provider }) => provider !== null);
  const keyOf = ({ path, date }: ReadName, from: number) => JSON.stringify([path.slice(from), date]);
  const byName = Map.groupBy(models, (name) => keyOf(name, 0));
  return models.flatMap((name) =>
    name.path.flatMap((_part, from) => {
      const [first] = byName.get(keyOf(name, from)) ?? [];
      return first === undefined || first === name ? [] : pairsWith(first, [name], "the provider");
    }),
  );
}

function pairsWith(
  head: ReadName | undefined,
  others: readonly ReadName[],
  differsIn: LikelyPair["differsIn"],
): LikelyPair[] {
  if (!head) return [];
  return others.map((other) => {
    const [to, from] = [head.used, other.used].toSorted(mostRunsFirst);
    return { from: from ?? other.used, to: to ?? head.used, differsIn };
  });
}

function grouped(names: readonly ReadName[], keyOf: (name: ReadName) => string): ReadName[][] {
  return [...Map.groupBy(names, keyOf).values()];
}

/** Ties by name, the shorter first, so that the order is the same every time. */
function mostRunsFirst(a: UsedName, b: UsedName): number {
  return b.runs - a.runs || lengthOf(a) - lengthOf(b) || (textOf(a) < textOf(b) ? -1 : 1);
}

const textOf = ({ provider, name }: UsedName) => `${provider ?? ""}/${name}`;
const lengthOf = (name: UsedName) => textOf(name).length;
