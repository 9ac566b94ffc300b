import { recordRun } from "@evalboard/client";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const runs = [
  { externalId: "one", model: "swift", dataset: "capitals", score: 0.9, latencyMs: 300, temperature: "0.2" },
  { externalId: "two", model: "swift", dataset: "invoices", score: 0.4, latencyMs: 100, temperature: "0.2" },
  { externalId: "three", model: "heavy", dataset: "capitals", score: 0.7, latencyMs: 900, temperature: "1" },
];

describe("the run list in a browser", () => {
  const server = useServer();
  const browser = useBrowser();

  beforeAll(async () => {
    for (const [index, { externalId, model, dataset, score, latencyMs, temperature }] of runs.entries()) {
      const start = {
        externalId,
        model: { provider: "acme", name: model },
        dataset: { name: dataset },
        prompt: { name: "ask", text: "Answer." },
        startedAt: `2026-01-0${index + 1}T12:00:00Z`,
        tags: { branch: "main", host: "ci", temperature },
        ...(externalId === "one" && { label: "nightly" }),
      };
      await recordRun(server.client, { start, results: [{ itemKey: "a", score, latencyMs }] });
    }
  });

  /** The shown runs' scores, from the top. */
  const expectScores = (page: Page, ...scores: string[]) =>
    expect
      .poll(() => page.locator("tbody tr > :nth-child(3) .font-semibold").allTextContents())
      .toEqual(scores);

  it("is filtered by typing, clicking and the address, and the way back is the browser's", async () => {
    const { page, faults } = await browser.open(`${server.url}/runs`);
    await expectScores(page, "0.700", "0.400", "0.900");
    // As the pass rates beside them have it: 0.7 and 0.9 pass, 0.4 does not.
    expect(
      await page.locator("tbody [title$='not scored']").evaluateAll((bars) => bars.map(({ title }) => title)),
    ).toEqual([
      "1 passed, 0 not passed, 0 errored, 0 not scored",
      "0 passed, 1 not passed, 0 errored, 0 not scored",
      "1 passed, 0 not passed, 0 errored, 0 not scored",
    ]);

    await page.keyboard.press("/");
    await page.keyboard.type("capit");
    await expectScores(page, "0.700", "0.900");
    expect(new URL(page.url()).searchParams.get("text")).toBe("capit");

    await page.getByRole("link", { name: "swift", exact: true }).click();
    await expectScores(page, "0.900");
    await page.getByRole("button", { name: "Remove the filter Model swift" }).click();
    await expectScores(page, "0.700", "0.900");
    await page.goBack();
    await expectScores(page, "0.900");
    await page.getByRole("link", { name: "Clear" }).click();
    await expectScores(page, "0.700", "0.400", "0.900");

    await page.goto(`${server.url}/runs?minScore=0.5&from=2026-01-01&to=2026-01-02&status=nonsense`);
    await expectScores(page, "0.900");
    expect(faults).toEqual([]);
  });

  it("is narrowed by labels and tags: by click, by typing, and by the address, which repeats them", async () => {
    const { page, faults } = await browser.open(`${server.url}/runs?tag=temperature%3D0.2&tag=branch%3Dmain`);
    await expectScores(page, "0.400", "0.900");
    await page.getByRole("link", { name: "nightly", exact: true }).click();
    await expectScores(page, "0.900");
    const search = new URL(page.url()).searchParams;
    expect([search.get("label"), search.getAll("tag")]).toEqual([
      "nightly",
      ["temperature=0.2", "branch=main"],
    ]);

    await page.getByRole("button", { name: "Remove the filter Label nightly" }).click();
    await page.getByRole("button", { name: "Remove the filter Tag temperature=0.2" }).click();
    await expectScores(page, "0.700", "0.400", "0.900");
    expect(new URL(page.url()).search).toBe("?tag=branch%3Dmain");

    const field = page.getByRole("combobox", { name: "Label or tag" });
    await field.fill("temperature=1");
    await field.press("Enter");
    await expectScores(page, "0.700");
    await page.reload();
    await expectScores(page, "0.700");
    expect(faults).toEqual([]);
  });

  it("shows of the tags first what tells the runs apart, the others when they are asked for", async () => {
    const { page } = await browser.open(`${server.url}/runs`);
    const row = page.getByRole("row").filter({ hasText: "invoices" });
    const tags = row.getByRole("link", { name: "=" });
    await expect.poll(() => tags.allTextContents()).toEqual(["temperature=0.2", "branch=main"]);
    await row.getByRole("button", { name: "+1 tags more" }).click();
    expect(await tags.allTextContents()).toEqual(["temperature=0.2", "branch=main", "host=ci"]);
  });

  it("is sorted by its headings", async () => {
    const { page } = await browser.open(`${server.url}/runs`);
    await page.getByRole("button", { name: "Score" }).click();
    await expectScores(page, "0.900", "0.700", "0.400");
    await page.getByRole("button", { name: "Latency" }).click();
    await page.getByRole("button", { name: "Latency" }).click();
    await expectScores(page, "0.400", "0.900", "0.700");
    expect(await page.getByRole("columnheader", { name: "Latency" }).getAttribute("aria-sort")).toBe(
      "ascending",
    );
  });

  it("says that nothing matches, and offers to clear", async () => {
    const { page } = await browser.open(`${server.url}/runs?text=nobody`);
    await page.getByRole("heading", { name: "No run matches these filters" }).waitFor();
    await page.getByRole("link", { name: "Clear the filters" }).click();
    await expectScores(page, "0.700", "0.400", "0.900");
  });

  it("is exported as it is filtered", async () => {
    const { page } = await browser.open(`${server.url}/runs?text=invoices`);
    await expectScores(page, "0.400");
    await page.getByRole("button", { name: "Export the list" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "This list as CSV" }).click();
    const written = await readFile(await (await download).path(), "utf8");
    const lines = written.trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^two,completed,partial,acme,swift,invoices,ask,1,0\.4,/);
  });

  it("has no fault that axe finds, with filters, light or dark, wide or narrow", async () => {
    const { page } = await browser.open(`${server.url}/runs?text=a&minScore=0.1`);
    await expectScores(page, "0.700", "0.400", "0.900");
    for (const { colorScheme, width } of appearances) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFaults(page)).toEqual([]);
    }
  });
});
