import type { Catalogue, ListCatalogue } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion, Run } from "@evalboard/db";
import { raw, sql } from "@mikro-orm/core";
import { z } from "zod";
import type { RunOwner } from "./owner.ts";
import { idsOf } from "./subjects.ts";
import { latestCompleted, usedTags } from "./tags.ts";
import { containing } from "./text.ts";

type Query = z.output<typeof ListCatalogue>;

/**
 * What runs can be grouped by, what the latest runs use most first. Names that were changed or merged are found too, and
 * stand under what they stand for. Of an owner it has what the owner's own latest runs use, and nothing else.
 */
export async function listCatalogue(em: Em, query: Query, owner?: RunOwner): Promise<Catalogue> {
  const uses = await countUses(em, owner);
  return {
    models: await models(em, uses, query),
    datasets: await datasets(em, uses, query),
    prompts: await prompts(em, uses, query),
    labels: labels(uses, query),
    tags: await usedTags(em, query, owner),
  };
}

async function models(em: Em, uses: Uses, { text, limit }: Query): Promise<Catalogue["models"]> {
  const holds = text === undefined ? undefined : containing(text);
  const named = em
    .createQueryBuilder(Model, "named")
    .select("named.canonical")
    .where(holds ? { $or: [{ provider: holds }, { name: holds }] } : {});
  const found = await em.find(Model, { id: { $in: named } });
  const rows = listed(found, uses.model, uses).map(({ id, provider, name }) => ({
    id,
    provider,
    name,
    runs: uses.model.get(id) ?? 0,
  }));
  return mostUsed(rows, ({ provider, name }) => `${provider} ${name}`, limit);
}

async function datasets(em: Em, uses: Uses, { text, limit }: Query): Promise<Catalogue["datasets"]> {
  const named = em
    .createQueryBuilder(Dataset, "named")
    .select("named.canonical")
    .where(text === undefined ? {} : { name: containing(text) });
  const found = await em.find(Dataset, { id: { $in: named } });
  const rows = listed(found, uses.dataset, uses).map(({ id, name }) => ({
    id,
    name,
    runs: uses.dataset.get(id) ?? 0,
  }));
  return mostUsed(rows, ({ name }) => name, limit);
}

async function prompts(em: Em, uses: Uses, { text, limit }: Query): Promise<Catalogue["prompts"]> {
  const named = em
    .createQueryBuilder(Prompt, "named")
    .select("named.canonical")
    .where(text === undefined ? {} : { name: containing(text) });
  const found = await em.find(Prompt, { id: { $in: named } });
  const rows = listed(found, uses.prompt, uses).map(({ id, name }) => ({
    id,
    name,
    runs: uses.prompt.get(id) ?? 0,
  }));
  const shown = mostUsed(rows, ({ name }) => name, limit);
  const versions = await em.find(
    PromptVersion,
    { prompt: { canonical: { $in: idsOf(shown) } }, [standsForItself]: [] },
    // A prompt's text may be long, and no row shows it.
    { exclude: ["text"], populate: ["prompt"], orderBy: { number: "desc" } },
  );
  const byPrompt = Map.groupBy(versions, ({ prompt }) => prompt.$.canonical.id);
  return shown.map(({ id, name, runs }) => ({
    id,
    name,
    runs,
    versions: listed(byPrompt.get(id) ?? [], uses.promptVersion, uses).map((version) => ({
      id: version.id,
      number: version.number,
      runs: uses.promptVersion.get(version.id) ?? 0,
    })),
  }));
}

/** Those that are used, or all. */
function listed<Row extends { readonly id: string }>(
  rows: readonly Row[],
  counted: ReadonlyMap<string, number>,
  { isWhole }: Uses,
): readonly Row[] {
  return isWhole ? rows : rows.filter(({ id }) => counted.has(id));
}

const standsForItself = raw((alias) => `${alias}.canonical_id = ${alias}.id`);

function labels(uses: Uses, { text, limit }: Query): Catalogue["labels"] {
  const wanted = text?.toLowerCase() ?? "";
  const rows = [...uses.label].map(([label, runs]) => ({ label, runs }));
  return mostUsed(
    rows.filter(({ label }) => label.toLowerCase().includes(wanted)),
    ({ label }) => label,
    limit,
  );
}

function mostUsed<Row extends { readonly runs: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  limit: number,
): Row[] {
  return rows.toSorted((a, b) => b.runs - a.runs || (nameOf(a) < nameOf(b) ? -1 : 1)).slice(0, limit);
}

/** How many of the latest completed runs use what, by id, or by the label itself. */
interface Uses {
  readonly model: ReadonlyMap<string, number>;
  readonly dataset: ReadonlyMap<string, number>;
  readonly prompt: ReadonlyMap<string, number>;
  readonly promptVersion: ReadonlyMap<string, number>;
  readonly label: ReadonlyMap<string, number>;
  /** Whether what none of these runs uses is to be listed too. */
  readonly isWhole: boolean;
}

const Key = z.string().nullable();
const UseRow = z.object({
  model: Key,
  dataset: Key,
  prompt: Key,
  promptVersion: Key,
  label: Key,
  runs: z.int(),
});
type UseRow = z.infer<typeof UseRow>;

const eachAlone = sql`grouping sets
  ((model.canonical_id), (dataset.canonical_id), (prompt.canonical_id), (version.canonical_id), (used.label))`;

/** Counts the uses of everything but tags, in one pass. */
async function countUses(em: Em, owner: RunOwner | undefined): Promise<Uses> {
  const rows = await em
    .createQueryBuilder(Run, "used")
    .from(latestCompleted(em, owner), "used")
    .join("used.model", "model")
    .join("used.dataset", "dataset")
    .join("used.promptVersion", "version")
    .join("version.prompt", "prompt")
    .select([
      sql`model.canonical_id`.as("model"),
      sql`dataset.canonical_id`.as("dataset"),
      sql`prompt.canonical_id`.as("prompt"),
      sql`version.canonical_id`.as("promptVersion"),
      sql`used.label`.as("label"),
      sql`count(*)::int`.as("runs"),
    ])
    .groupBy(eachAlone)
    .execute("all", false);
  const parsed = UseRow.array().parse(rows);
  const by = (key: Exclude<keyof UseRow, "runs">) =>
    new Map(parsed.flatMap((row) => (row[key] === null ? [] : [[row[key], row.runs] as const])));
  return {
    model: by("model"),
    dataset: by("dataset"),
    prompt: by("prompt"),
    promptVersion: by("promptVersion"),
    label: by("label"),
    isWhole: owner === undefined,
  };
}
