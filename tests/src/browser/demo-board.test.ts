import { AxeBuilder } from "@axe-core/playwright";
import type { Period } from "@evalboard/stats/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const integer = new Intl.NumberFormat("en-US");

describe("the demo board in a browser", () => {
  const server = useServer({ entry: "demo.ts" });
  const browser = useBrowser();

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
    const { runsOverTime, summary } = await server.client.stats.get.query(period);
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
    const { page, faults } = await browser.open(`${server.url}/`);
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
    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    const { topModels, topDatasets } = await server.client.stats.get.query("30d");
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
    const { page, faults } = await browser.open(`${server.url}/runs`);
    const { runs } = await server.client.runs.list.query({ status: "completed", limit: 1 });
    const run = await server.client.runs.get.query({ runId: runs[0]!.id });
    await page.locator(`a[href="/runs/${run.id}"]`).click();
    await page.getByRole("heading", { level: 1, name: `${run.model.name} on ${run.dataset.name}` }).waitFor();
    await page.getByText(`${run.results} results`).waitFor();

    const { results } = await server.client.runs.results.query({ runId: run.id, limit: 1 });
    await page.getByRole("button", { name: results[0]!.itemKey }).click();
    await page.getByText(results[0]!.output!, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
  });

  it.each(["/", "/?period=all", "/runs"])(
    "has no fault that axe finds at %s, light or dark, wide or narrow",
    async (path) => {
      const { page } = await browser.open(server.url + path);
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
    const { page } = await browser.open(`${server.url}/nowhere`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("link", { name: /board/i }).last().click();
    await expectFiguresOf(page, "7d");
  });
});
