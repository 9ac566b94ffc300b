import { type Catalogue, CATALOGUE_RUNS, type ListCatalogue } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { containing } from "./text.ts";

type Query = z.output<typeof ListCatalogue>;

/** What runs can be grouped by, what the latest runs use most first. */
export async function listCatalogue(em: Em, query: Query): Promise<Catalogue> {
  const uses = await countUses(em);
  return {
    models: await models(em, uses, query),
    datasets: await datasets(em, uses, query),
    prompts: await prompts(em, uses, query),
    labels: labels(uses, query),
  };
}

async function models(em: Em, uses: Uses, { text, limit }: Query): Promise<Catalogue["models"]> {
  const holds = text === undefined ? undefined : containing(text);
  const found = await em.find(Model, holds ? { $or: [{ provider: holds }, { name: holds }] } : {});
  const rows = found.map(({ id, provider, name }) => ({ id, provider, name, runs: uses.model.get(id) ?? 0 }));
  return mostUsed(rows, ({ provider, name }) => `${provider} ${name}`, limit);
}

async function datasets(em: Em, uses: Uses, { text, limit }: Query): Promise<Catalogue["datasets"]> {
  const found = await em.find(Dataset, text === undefined ? {} : { name: containing(text) });
  const rows = found.map(({ id, name }) => ({ id, name, runs: uses.dataset.get(id) ?? 0 }));
  return mostUsed(rows, ({ name }) => name, limit);
}

async function prompts(em: Em, uses: Uses, { text, limit }: Query): Promise<Catalogue["prompts"]> {
  const found = await em.find(Prompt, text === undefined ? {} : { name: containing(text) });
  const rows = found.map(({ id, name }) => ({ id, name, runs: uses.prompt.get(id) ?? 0 }));
  const shown = mostUsed(rows, ({ name }) => name, limit);
  const versions = await em.find(
    PromptVersion,
    { prompt: { $in: shown.map(({ id }) => id) } },
    // A prompt's text may be long, and no row shows it.
    { exclude: ["text"], orderBy: { number: "desc" } },
  );
  const byPrompt = Map.groupBy(versions, ({ prompt }) => prompt.id);
  return shown.map(({ id, name, runs }) => ({
    id,
    name,
    runs,
    versions: (byPrompt.get(id) ?? []).map((version) => ({
      id: version.id,
      number: version.number,
      runs: uses.promptVersion.get(version.id) ?? 0,
    })),
  }));
}

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
  ((used.model_id), (used.dataset_id), (version.prompt_id), (used.prompt_version_id), (used.label))`;

/** Counts the uses of everything by the latest `CATALOGUE_RUNS` completed runs, in one pass. */
async function countUses(em: Em): Promise<Uses> {
  const latest = em
    .createQueryBuilder(Run, "run")
    .select(["run.model", "run.dataset", "run.promptVersion", "run.label"])
    .where({ status: "completed" })
    .orderBy({ completedAt: "desc" })
    .limit(CATALOGUE_RUNS);
  const rows = await em
    .createQueryBuilder(Run, "used")
    .from(latest, "used")
    .join("used.promptVersion", "version")
    .select([
      sql`used.model_id`.as("model"),
      sql`used.dataset_id`.as("dataset"),
      sql`version.prompt_id`.as("prompt"),
      sql`used.prompt_version_id`.as("promptVersion"),
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
  };
}
