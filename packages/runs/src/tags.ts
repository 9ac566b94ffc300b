import {
  type Catalogue,
  CATALOGUE_RUNS,
  type DifferingTag,
  DIFFERING_VALUES,
  type ListCatalogue,
  MAX_TAGS,
  type RunFilter,
  TAGGED_RUNS,
} from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import type { QBFilterQuery } from "@mikro-orm/sql";
import { z } from "zod";
import { filterOf, type RunOwner } from "./owner.ts";
import { runCondition, withTags } from "./run-filter.ts";
import { containing } from "./text.ts";

/** The latest completed runs, as many as a catalogue counts; of the owner alone where there is one. */
export function latestCompleted(em: Em, owner?: RunOwner) {
  const { label, tags } = owner ? filterOf(owner) : {};
  const runs: QBFilterQuery<Run> = {
    status: "completed",
    ...(label !== undefined && { label }),
    ...(tags !== undefined && withTags(tags)),
  };
  return latestRuns(em, runs, { by: "completedAt", limit: CATALOGUE_RUNS });
}

interface Latest {
  /** The one that an index of such runs has. */
  readonly by: "completedAt" | "startedAt";
  readonly limit: number;
}

function latestRuns(em: Em, runs: QBFilterQuery<Run>, { by, limit }: Latest) {
  return em
    .createQueryBuilder(Run, "run")
    .select(["run.model", "run.dataset", "run.promptVersion", "run.label", "run.tags"])
    .where(runs)
    .orderBy({ [by]: "desc" })
    .limit(limit);
}

const eachTag = sql`(select key as name, value from jsonb_each_text(used.tags))`;
const UsedTag = z.object({ name: z.string(), value: z.string(), runs: z.int() });

/** The tags that the latest completed runs have, the most used first. */
export async function usedTags(
  em: Em,
  { text, limit }: z.output<typeof ListCatalogue>,
  owner?: RunOwner,
): Promise<Catalogue["tags"]> {
  const holds = text === undefined ? { $ne: null } : containing(text);
  const rows = await em
    .createQueryBuilder(Run, "used")
    .from(latestCompleted(em, owner), "used")
    .innerJoinLateral(eachTag, "tag", { "tag.name": { $ne: null } })
    .select([sql`tag.name`.as("name"), sql`tag.value`.as("value"), sql`count(*)::int`.as("runs")])
    // As they are written together: what is found may be across both.
    .where({ [sql`tag.name || '=' || tag.value`]: holds })
    .groupBy(sql`1, 2`)
    .orderBy([
      { [sql`3`]: "desc" },
      { [sql`tag.name collate "C"`]: "asc" },
      { [sql`tag.value collate "C"`]: "asc" },
    ])
    .limit(limit)
    .execute<unknown>("all", false);
  return UsedTag.array().parse(rows);
}

/** In which tags the completed runs differ that the filter lets through; see `tagsApart`. */
export async function listDifferingTags(em: Em, filter: z.output<typeof RunFilter>): Promise<DifferingTag[]> {
  return tagsApart(em, await runCondition(em, { ...filter, status: "completed", limited: false }));
}

const alike = sql`concat_ws(' ', model.canonical_id, dataset.canonical_id, version.canonical_id)`;
// A tag may be called like anything that every object has.
const TagValues = z.record(z.string(), z.string()).transform((tags) => new Map(Object.entries(tags)));
const TaggedRow = z.object({ alike: z.string(), tags: TagValues, runs: z.int() });
type TaggedRow = z.infer<typeof TaggedRow>;

/** The tags in which runs differ that are alike in model, dataset and prompt version: what averages over them hides. */
export async function tagsApart(em: Em, runs: QBFilterQuery<Run>): Promise<DifferingTag[]> {
  const rows = await em
    .createQueryBuilder(Run, "used")
    .from(latestRuns(em, runs, { by: "startedAt", limit: TAGGED_RUNS }), "used")
    .join("used.model", "model")
    .join("used.dataset", "dataset")
    .join("used.promptVersion", "version")
    .select([alike.as("alike"), sql`used.tags`.as("tags"), sql`count(*)::int`.as("runs")])
    .groupBy(sql`1, 2`)
    .execute("all", false);
  return differing(TaggedRow.array().parse(rows));
}

function differing(rows: readonly TaggedRow[]): DifferingTag[] {
  const groups = [...Map.groupBy(rows, (row) => row.alike).values()].filter((group) => group.length > 1);
  const names = new Set(groups.flat().flatMap(({ tags }) => Array.from(tags.keys())));
  return [...names]
    .toSorted()
    .map((name) => differingTag(name, groups))
    .filter(({ totalValues }) => totalValues > 0)
    .slice(0, MAX_TAGS);
}

/** Without values where no group differs in it. */
function differingTag(name: string, groups: readonly TaggedRow[][]): DifferingTag {
  const counts = new Map<string | null, number>();
  for (const group of groups) {
    const byValue = Map.groupBy(group, ({ tags }) => tags.get(name) ?? null);
    if (byValue.size < 2) continue;
    for (const [value, rows] of byValue) {
      const runs = rows.reduce((sum, row) => sum + row.runs, 0);
      counts.set(value, (counts.get(value) ?? 0) + runs);
    }
  }
  const values = [...counts]
    .map(([value, runs]) => ({ value, runs }))
    .toSorted((a, b) => b.runs - a.runs || ((a.value ?? "") < (b.value ?? "") ? -1 : 1));
  return { name, values: values.slice(0, DIFFERING_VALUES), totalValues: values.length };
}
