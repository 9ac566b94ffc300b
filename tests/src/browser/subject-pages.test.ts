import { recordRun } from "@evalboard/client";
import type { DatasetReport, SummaryFigures } from "@evalboard/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

/** Not `toFixed`, which rounds what 0.8875 is in binary. */
const threePlaces = new Intl.NumberFormat("en-US", { minimumFractionDigits: 3, maximumFractionDigits: 3 });

const percent = new Intl.NumberFormat("en-US", { style: "percent", minimumFractionDigits: 1 });
const period = "30d";
const integer = new Intl.NumberFormat("en-US");
const unknownId = "00000000-0000-7000-8000-000000000000";

describe("the pages of models, datasets and prompts in a browser", () => {
  const server = useServer({ command: "demo" });
  const browser = useBrowser();

  const bestModel = async () => (await server.client.stats.get.query(period)).topModels[0]!;
  const hardestDataset = async () => (await server.client.stats.get.query(period)).hardestDatasets[0]!;
  const changedPrompt = async () => (await server.client.stats.get.query(period)).promptChanges[0]!;

  const expectSummary = (page: Page, { runs, averageScore, passedItems, scoredItems }: SummaryFigures) =>
    expect
      .poll(() => page.getByRole("region", { name: "Summary" }).getByRole("definition").allTextContents())
      .toEqual(
        expect.arrayContaining([
          integer.format(runs),
          threePlaces.format(averageScore!),
          `${integer.format(passedItems)} of ${integer.format(scoredItems)}`,
        ]),
      );

  /** Name and count of runs of each row. */
  const rowsOf = async (page: Page, name: string) => {
    const rows = page
      .getByRole("table", { name, exact: true })
      .getByRole("row")
      .filter({ has: page.locator("td") });
    return rows.evaluateAll((all) =>
      all.map((row) => [
        row.querySelector("td")!.textContent,
        row.querySelectorAll("td")[2]!.innerText.trim(),
      ]),
    );
  };

  it("shows a model's figures as the API tells them, by dataset and by prompt version", async () => {
    const { modelId, name } = await bestModel();
    const { page, faults } = await browser.open(`${server.url}/?period=${period}`);
    await page.getByRole("link", { name, exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(
      `/models/${modelId}?period=${period}`,
    );
    expect(await page.title()).toBe(`${name} · EvalBoard`);

    const report = await server.client.stats.model.query({ modelId, period });
    await expectSummary(page, report.summary);
    expect(await rowsOf(page, "Datasets")).toEqual(
      report.datasets.map((dataset) => [dataset.name, integer.format(dataset.runs)]),
    );
    expect(await rowsOf(page, "Prompt versions")).toEqual(
      report.promptVersions.map(({ promptName, number, runs }) => [
        `${promptName} v${number}`,
        integer.format(runs),
      ]),
    );
    expect(faults).toEqual([]);
  });

  it("draws a bucket's figures as the API tells them; an empty one is a gap", async () => {
    const { modelId } = await bestModel();
    const { page, faults } = await browser.open(`${server.url}/models/${modelId}?period=90d`);
    const { overTime } = await server.client.stats.model.query({ modelId, period: "90d" });
    expect(overTime.some(({ runs }) => runs === 0)).toBe(true);
    const cellsOf = (table: string) =>
      page.getByRole("table", { name: table }).getByRole("cell").allTextContents();
    const score = (value: number) => threePlaces.format(value);
    await expect
      .poll(() => cellsOf("Average score per day"))
      .toEqual(
        overTime.flatMap(({ averageScore, scoreInterval: interval, scoredRuns }) => [
          averageScore === null ? "none" : score(averageScore),
          interval === null ? "none" : `${score(interval.low)} to ${score(interval.high)}`,
          integer.format(scoredRuns),
        ]),
      );
    // The rows of a long table come in several tasks.
    await expect
      .poll(() => cellsOf("Completed runs per day"))
      .toEqual(overTime.map(({ runs }) => integer.format(runs)));
    expect(faults).toEqual([]);
  });

  it("shows each model's score with each prompt version on a dataset, and leads to the runs behind it", async () => {
    const { datasetId } = await hardestDataset();
    const { page, faults } = await browser.open(`${server.url}/datasets/${datasetId}?period=${period}`);
    const report = await server.client.stats.dataset.query({ datasetId, period });
    await expectSummary(page, report.summary);
    // What is not of the period says of which runs it is.
    await page
      .getByRole("region", { name: "Item sets" })
      .getByText("of all runs, whatever the period")
      .waitFor();
    await page
      .getByRole("region", { name: "Errors and reasons" })
      .getByText(/latest runs.* of any period/)
      .waitFor();
    const matrix = page.getByRole("table", { name: "Average score by model and prompt version" });
    const links = matrix.getByRole("cell").getByRole("link");
    expect(await links.count()).toBe(report.cells.length);
    const cell = bestCell(report);
    const row = matrix.getByRole("row", { name: cell.model });
    expect(await row.getByRole("cell").nth(cell.column).innerText()).toMatch(
      new RegExp(`^${cell.score}\\s+${cell.passRate} pass\\s+${integer.format(cell.runs)} runs?$`),
    );

    await row.getByRole("cell").nth(cell.column).getByRole("link").click();
    await page
      .getByRole("status")
      .filter({ hasText: cell.runs <= 50 ? `${cell.runs} run` : "50 runs shown, more below" })
      .waitFor();
    expect(faults).toEqual([]);
  });

  it("says what each change of a prompt did, and marks it in the text", async () => {
    const { promptId, name } = await changedPrompt();
    const { page, faults } = await browser.open(`${server.url}/prompts/${promptId}?period=${period}`);
    const { versions, summary } = await server.client.stats.prompt.query({ promptId, period });
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await expectSummary(page, summary);
    expect((await rowsOf(page, "Versions")).map(([version]) => version!.split("since")[0])).toEqual(
      versions.map(({ number }) => `v${number}`),
    );
    const changes = versions.flatMap((version) => version.change ?? []);
    const change = changes.find(({ verdict }) => verdict !== null)!;
    const words = page.getByRole("table", { name: "Changes" }).getByRole("row").nth(1);
    const difference = threePlaces.format(change.difference!).replace("-", "−");
    await expect.poll(() => words.innerText()).toContain(difference);
    expect((await words.innerText()).toLowerCase()).toContain(change.verdict);

    const text = page.getByRole("region", { name: `v${versions[0]!.number}`, exact: true });
    expect(await text.innerText()).toContain(versions[0]!.text.split("\n")[0]);
    expect(await page.locator("ins").count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it("shows another period by click, and leads to the runs and to a comparison", async () => {
    const { modelId } = await bestModel();
    const { page, faults } = await browser.open(`${server.url}/models/${modelId}?period=${period}`);
    await page.getByRole("link", { name: "7 days" }).click();
    const { summary, window } = await server.client.stats.model.query({ modelId, period: "7d" });
    await expectSummary(page, summary);
    expect(new URL(page.url()).search).toBe("?period=7d");

    await page.getByRole("main").getByRole("link", { name: "Runs", exact: true }).click();
    await page
      .getByRole("status")
      .filter({ hasText: `${summary.runs} run` })
      .waitFor();
    const address = new URL(page.url()).searchParams;
    expect([address.get("modelId"), address.get("completedFrom")]).toEqual([modelId, window.from]);

    await page.goBack();
    await page.getByRole("link", { name: "Compare with…" }).click();
    await page.waitForURL(/\/compare\?/);
    expect(page.url()).toContain(modelId);
    expect(faults).toEqual([]);
  });

  it("is reached from a run, from the run list, and from its latest runs", async () => {
    const { runs } = await server.client.runs.list.query({ status: "completed", limit: 1 });
    const { id, model, dataset, prompt } = runs[0]!;
    const { page, faults } = await browser.open(`${server.url}/runs`);
    // There while its cell is pointed at.
    await page.getByRole("link", { name: model.name, exact: true }).first().hover();
    await page
      .getByRole("link", { name: `Figures of ${model.name}` })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: model.name }).waitFor();
    await page.getByRole("table", { name: "Latest runs" }).locator(`a[href="/runs/${id}"]`).click();
    for (const name of [dataset.name, `${prompt.name} v${prompt.version}`]) {
      await page.getByRole("link", { name, exact: true }).first().click();
      await page.getByRole("heading", { level: 1, name: name.split(" v")[0]!, exact: true }).waitFor();
      await page.goBack();
    }
    expect(faults).toEqual([]);
  });

  it.each(["model", "dataset", "prompt"])("says that there is no such %s", async (kind) => {
    const { page } = await browser.open(`${server.url}/${kind}s/${unknownId}`);
    await page.getByRole("heading", { level: 1, name: `There is no such ${kind} on this board` }).waitFor();
    expect(await page.title()).toBe(`No such ${kind} · EvalBoard`);
    await page.goto(`${server.url}/${kind}s/nonsense?period=tomorrow`);
    await page.getByRole("heading", { level: 1, name: `There is no such ${kind} on this board` }).waitFor();
    await page.getByRole("link", { name: "Go to the board" }).click();
    await page.getByRole("heading", { level: 1, name: "Board" }).waitFor();
  });

  it.each(["models", "datasets", "prompts"] as const)(
    "has no fault that axe finds on a page of %s, light or dark, wide or narrow",
    async (kind) => {
      const ids = {
        models: async () => (await bestModel()).modelId,
        datasets: async () => (await hardestDataset()).datasetId,
        prompts: async () => (await changedPrompt()).promptId,
      };
      const { page } = await browser.open(`${server.url}/${kind}/${await ids[kind]()}?period=${period}`);
      for (const { colorScheme, width } of appearances) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        await page.getByRole("table", { name: "Latest runs" }).waitFor();
        expect(await axeFaults(page)).toEqual([]);
      }
    },
  );
});

describe("the page of a model that has no completed runs in the window", () => {
  const server = useServer();
  const browser = useBrowser();

  it("says so, and still lists its latest runs", async () => {
    const start = {
      externalId: "old",
      model: { provider: "acme", name: "swift" },
      dataset: { name: "capitals" },
      prompt: { name: "ask", text: "Answer." },
    };
    const { runId } = await recordRun(server.client, { start, results: [{ itemKey: "a", score: 1 }] });
    const { model } = await server.client.runs.get.query({ runId });
    await server.client.runs.record.start.mutate({
      ...start,
      externalId: "running",
      model: { provider: "acme", name: "slow" },
    });
    const { runs } = await server.client.runs.list.query({ status: "running" });
    const { page, faults } = await browser.open(`${server.url}/models/${runs[0]!.model.id}`);
    await page.getByRole("heading", { name: "No completed runs of this model in the last 7 days" }).waitFor();
    await page.getByRole("link", { name: "Show all time" }).click();
    await page.getByRole("heading", { name: "No completed runs of this model in all time" }).waitFor();
    await page
      .getByRole("table", { name: "Latest runs" })
      .locator(`a[href="/runs/${runs[0]!.id}"]`)
      .waitFor();
    await page.goto(`${server.url}/models/${model.id}`);
    await page.getByRole("region", { name: "Summary" }).getByText("1.000", { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });
});

/** The cell of the most runs, its model's name and where it stands. */
function bestCell({ cells, models, promptVersions }: DatasetReport) {
  const cell = cells.toSorted((a, b) => b.runs - a.runs)[0]!;
  return {
    model: models.find(({ modelId }) => modelId === cell.modelId)!.name,
    column: promptVersions.findIndex(({ promptVersionId }) => promptVersionId === cell.promptVersionId),
    score: threePlaces.format(cell.averageScore!),
    passRate: percent.format(cell.passRate!),
    runs: cell.runs,
  };
}
