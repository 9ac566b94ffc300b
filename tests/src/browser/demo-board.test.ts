import { AxeBuilder } from "@axe-core/playwright";
import { createClient, type Client } from "@evalboard/client";
import type { Period } from "@evalboard/stats/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, openPage } from "../harness/open-browser.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

const integer = new Intl.NumberFormat("en-US");

describe("the demo board in a browser", () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let server: ServerUnderTest;
  let client: Client;
  let browser: Browser;

  beforeAll(async () => {
    folder = await tempDir();
    server = await startServer({ entry: "demo.ts", cwd: folder.path });
    client = createClient({ url: server.url });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  /** What the board says now, read as a screen reader would. */
  const figuresOf = async (page: Page) => {
    const table = page.getByRole("table", { name: "Completed runs per" });
    const bars = (await table.getByRole("cell").allTextContents()).map((text) =>
      Number(text.replaceAll(",", "")),
    );
    const region = page.getByRole("region", { name: "Summary" });
    return { bars, summary: await region.getByRole("definition").allTextContents() };
  };

  const expectFiguresOf = async (page: Page, period: Period) => {
    const { runsOverTime, summary } = await client.stats.get.query(period);
    await expect
      .poll(() => figuresOf(page))
      .toMatchObject({
        bars: runsOverTime.map((bucket) => bucket.runs),
        summary: expect.arrayContaining([
          integer.format(summary.runs),
          summary.averageScore!.toFixed(3),
          `${integer.format(summary.failedItems)} of ${integer.format(summary.items)}`,
        ]),
      });
  };

  it("shows what the API says, and other figures for another period, by click, key and address", async () => {
    const { page, faults } = await openPage(browser, `${server.url}/`);
    await expectFiguresOf(page, "7d");

    await page.getByRole("link", { name: "30 days" }).click();
    await expectFiguresOf(page, "30d");
    expect(new URL(page.url()).search).toBe("?period=30d");

    await page.getByRole("link", { name: "90 days" }).focus();
    await page.keyboard.press("Enter");
    await expectFiguresOf(page, "90d");

    await page.goBack();
    await expectFiguresOf(page, "30d");
    await page.goto(`${server.url}/?period=all`);
    await expectFiguresOf(page, "all");
    expect(faults).toEqual([]);
  });

  it("lists models and datasets as the API ranks them", async () => {
    const { page, faults } = await openPage(browser, `${server.url}/?period=30d`);
    const { topModels, topDatasets } = await client.stats.get.query("30d");
    const firstColumn = (name: string) =>
      page.getByRole("table", { name }).locator("tbody tr > :first-child").allTextContents();
    await expect.poll(() => firstColumn("Top models")).toHaveLength(topModels.length);
    for (const [index, text] of (await firstColumn("Top models")).entries()) {
      expect(text).toContain(topModels[index]!.name);
    }
    expect(await firstColumn("Top datasets")).toEqual(topDatasets.map((dataset) => dataset.name));
    expect(faults).toEqual([]);
  });

  it("opens a run from the list, and the result that was clicked", async () => {
    const { page, faults } = await openPage(browser, `${server.url}/runs`);
    const { runs } = await client.runs.list.query({ status: "completed", limit: 1 });
    const run = await client.runs.get.query({ runId: runs[0]!.id });
    await page.locator(`a[href="/runs/${run.id}"]`).click();
    await page.getByRole("heading", { level: 1, name: `${run.model.name} on ${run.dataset.name}` }).waitFor();
    await page.getByText(`${run.results} results`).waitFor();

    const { results } = await client.runs.results.query({ runId: run.id, limit: 1 });
    await page.getByRole("button", { name: results[0]!.itemKey }).click();
    await page.getByText(results[0]!.output!, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
  });

  it.each(["/", "/?period=all", "/runs"])(
    "has no fault that axe finds at %s, light or dark, wide or narrow",
    async (path) => {
      const { page } = await openPage(browser, server.url + path);
      for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [1440, 390]) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await page.setViewportSize({ width, height: 900 });
          await page.getByRole("table").first().waitFor({ state: "attached" });
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        }
      }
    },
  );

  it("says what is not here, and offers the way back", async () => {
    const { page } = await openPage(browser, `${server.url}/nowhere`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("link", { name: /board/i }).last().click();
    await expectFiguresOf(page, "7d");
  });
});
