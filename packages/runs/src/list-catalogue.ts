import { Dataset, Model, Prompt, PromptVersion, Run, type Em } from "@evalboard/db";
import { sql, type RawQueryFragment } from "@mikro-orm/core";
import { z } from "zod";
import type { Catalogue, ListCatalogue } from "./contract/index.ts";
import { containing } from "./text.ts";

type Query = z.output<typeof ListCatalogue>;

const Counted = z.array(z.object({ key: z.string(), runs: z.int() }));

/** What completed runs can be grouped by, each with how many there are, the most used first. */
export async function listCatalogue(em: Em, { text, limit }: Query): Promise<Catalogue> {
  const named = text === undefined ? {} : { name: containing(text) };
  const runsOf = {
    model: await runsBy(em, sql`run.model_id`),
    dataset: await runsBy(em, sql`run.dataset_id`),
    version: await runsBy(em, sql`run.prompt_version_id`),
    label: await runsBy(em, sql`run.label`),
  };
  const models = await em.find(
    Model,
    text === undefined ? {} : { $or: [named, { provider: containing(text) }] },
  );
  const datasets = await em.find(Dataset, named);
  const prompts = await em.find(Prompt, named);
  const versions = await em.find(
    PromptVersion,
    { prompt: { $in: prompts.map(({ id }) => id) } },
    { exclude: ["text"], orderBy: { number: "desc" } },
  );
  return {
    models: mostRunsFirst(
      models.map(({ id, provider, name }) => ({ id, provider, name, runs: runsOf.model.get(id) ?? 0 })),
    ).slice(0, limit),
    datasets: mostRunsFirst(
      datasets.map(({ id, name }) => ({ id, name, runs: runsOf.dataset.get(id) ?? 0 })),
    ).slice(0, limit),
    prompts: mostRunsFirst(
      prompts.map(({ id, name }) => {
        const own = versions
          .filter(({ prompt }) => prompt.id === id)
          .map((version) => ({
            id: version.id,
            number: version.number,
            runs: runsOf.version.get(version.id) ?? 0,
          }));
        return { id, name, runs: own.reduce((sum, { runs }) => sum + runs, 0), versions: own };
      }),
    ).slice(0, limit),
    labels: mostRunsFirst(
      [...runsOf.label].flatMap(([label, runs]) =>
        text === undefined || label.toLowerCase().includes(text.toLowerCase())
          ? [{ name: label, label, runs }]
          : [],
      ),
    ).slice(0, limit),
  };
}

async function runsBy(em: Em, key: RawQueryFragment): Promise<Map<string, number>> {
  const rows = await em
    .createQueryBuilder(Run, "run")
    .select([sql`${key}`.as("key"), sql`count(*)::int`.as("runs")])
    .where({ status: "completed" })
    .andWhere(sql`${key} is not null`)
    .groupBy(key)
    .execute("all", false);
  return new Map(Counted.parse(rows).map(({ key: id, runs }) => [id, runs]));
}

function mostRunsFirst<Row extends { readonly name: string; readonly runs: number }>(
  rows: readonly Row[],
): Row[] {
  return rows
    .filter(({ runs }) => runs > 0)
    .toSorted((a, b) => b.runs - a.runs || (a.name < b.name ? -1 : 1));
}
