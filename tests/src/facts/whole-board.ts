import { NamedPeriod, type StatsReport } from "@evalboard/contract";
import { Dataset, Model, type Orm, Prompt } from "@evalboard/db";
import { createStatsReader, type SourceOf } from "@evalboard/stats";
import type { History } from "./arbitrary-history.ts";

/** The board of each period as it is now, and of one period the matrix and the page of a model, a dataset and a prompt. */
export async function wholeBoard(orm: Orm, { timeZone, closer }: History, sourceOf?: SourceOf) {
  const stats = createStatsReader({ orm, timeZone, sourceOf });
  const em = orm.em.fork();
  const { period } = closer;
  const [model] = await em.find(Model, {}, { orderBy: { name: "asc" }, limit: 1, offset: closer.model });
  const [dataset] = await em.find(
    Dataset,
    {},
    { orderBy: { name: "asc" }, limit: 1, offset: closer.dataset },
  );
  const [prompt] = await em.find(Prompt, {}, { orderBy: { name: "asc" }, limit: 1, offset: closer.prompt });
  const boards: StatsReport[] = [];
  for (const each of NamedPeriod.options) boards.push(await stats.get(each));
  const reports = {
    boards,
    matrix: await stats.matrix(period),
    model: model && (await stats.model({ modelId: model.id, period })),
    dataset: dataset && (await stats.dataset({ datasetId: dataset.id, period })),
    prompt: prompt && (await stats.prompt({ promptId: prompt.id, period })),
  };
  await stats.close();
  return reports;
}
