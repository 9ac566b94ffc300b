import type { Client } from "@evalboard/client";

/** A page to take pictures of. */
export interface PicturedPage {
  /** What its files are called. */
  readonly name: string;
  readonly path: string;
}

/** The pages of a board with runs: one of each kind, of what has most to show. */
export async function pagesOf(client: Client): Promise<PicturedPage[]> {
  const { models, datasets, prompts } = await client.runs.catalogue.query({});
  const [model, dataset] = [mostRuns(models), mostRuns(datasets)];
  const prompt = mostRuns(prompts.filter(({ versions }) => versions.length > 1));
  const [newer, older] = prompt.versions;
  const { runs } = await client.runs.list.query({ status: "completed", datasetId: dataset.id, limit: 1 });
  const [run] = runs;
  if (!newer || !older || !run)
    throw new Error("the board has no prompt with two versions, or no completed run");
  const { results } = await client.runs.results.query({ runId: run.id, limit: 1 });
  const item = encodeURIComponent(results[0]?.itemKey ?? "");
  const groups = models.slice(0, 4).map(({ id }) => `modelId=${id}&datasetId=${dataset.id}`);
  const many = groups.map((group) => `group=${encodeURIComponent(group)}`).join("&");
  return [
    { name: "board", path: "/" },
    { name: "board-30d", path: "/?period=30d" },
    { name: "matrix", path: "/?tab=matrix&period=30d" },
    { name: "model", path: `/models/${model.id}?period=30d` },
    { name: "dataset", path: `/datasets/${dataset.id}?period=30d` },
    { name: "prompt", path: `/prompts/${prompt.id}?period=30d` },
    { name: "item", path: `/datasets/${dataset.id}/items/${item}` },
    { name: "runs", path: "/runs" },
    { name: "run", path: `/runs/${run.id}` },
    { name: "compare-choose", path: "/compare" },
    {
      name: "compare-two",
      path: `/compare?baseline.promptVersionId=${older.id}&candidate.promptVersionId=${newer.id}`,
    },
    { name: "compare-many", path: `/compare?${many}` },
    { name: "import", path: "/import" },
    { name: "names", path: "/names" },
    { name: "settings", path: "/settings" },
    { name: "not-found", path: "/no-such-page" },
  ];
}

function mostRuns<Row extends { readonly runs: number }>(rows: readonly Row[]): Row {
  const [first] = rows.toSorted((one, other) => other.runs - one.runs);
  if (first === undefined) throw new Error("the board is empty");
  return first;
}
