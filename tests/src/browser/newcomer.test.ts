import { answerSentences } from "@evalboard/format";
import { recordRun } from "@evalboard/client";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

/** What somebody wants to know or to do who has never seen the board: each in so many clicks. */
describe("a newcomer", () => {
  const server = useServer({ command: "demo" });
  const browser = useBrowser();

  /** The board's first view, and a hand that counts. */
  const arrive = async (address = "/") => {
    const { page, faults } = await browser.open(server.url + address);
    let clicks = 0;
    const click = async (what: Locator) => {
      await what.click();
      clicks += 1;
    };
    return { page, faults, click, clicks: () => clicks };
  };
  const params = (page: Page) => new URL(page.url()).searchParams;
  const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

  it("reads which model is best, and whether that is sure, without a click", async () => {
    const { page, faults } = await arrive();
    const { answers } = await server.client.stats.get.query("7d");
    await section(page, "Models").getByText(answerSentences(answers).models).waitFor();
    const sure = answers.models.state === "leads" ? "One leads" : "Tied";
    expect(await section(page, "Models").textContent()).toContain(sure);
    expect(faults).toEqual([]);
  });

  it("finds out why a dataset fails with a model in three", async () => {
    const { page, faults, click, clicks } = await arrive();
    await click(page.getByRole("link", { name: "Models × datasets" }));
    const matrix = page.getByRole("table", { name: "Average score by model and dataset" });
    const cell = matrix.getByRole("row").nth(1).getByRole("cell").getByRole("link").first();
    await click(cell);
    const runs = page.getByRole("table", { name: "Runs" }).locator("tbody tr:has(a)");
    await click(runs.first().getByRole("link").first());
    const failed = page.getByRole("region", { name: "Results" });
    await failed.waitFor();
    await page
      .getByText(/Errors and reasons|Failed/)
      .first()
      .waitFor();
    expect(clicks()).toBe(3);
    expect(faults).toEqual([]);
  });

  it("finds out whether a prompt's newest version is better, and which items it lost, in two", async () => {
    const { page, faults, click, clicks } = await arrive();
    const { promptChanges } = await server.client.stats.get.query("7d");
    const { name, verdict } = promptChanges.find((change) => change.verdict !== null)!;
    const change = section(page, "Prompts").getByRole("listitem").filter({ hasText: name }).first();
    expect((await change.innerText()).toLowerCase()).toContain(verdict);
    await click(change.getByRole("link", { name: `Compare ${name}` }));
    await page
      .getByRole("region", { name: "Verdict" })
      .getByText(new RegExp(verdict!, "i"))
      .first()
      .waitFor();
    await click(page.getByRole("button", { name: /^Lost/ }));
    await expect.poll(() => params(page).get("change")).toBe("lost");
    expect(clicks()).toBe(2);
    expect(faults).toEqual([]);
  });

  it("compares any three models on a dataset's page in four", async () => {
    const { hardestDatasets } = await server.client.stats.get.query("30d");
    const dataset = hardestDatasets.find(({ models }) => models > 2)!;
    const { page, faults, click, clicks } = await arrive(`/datasets/${dataset.datasetId}?period=30d`);
    const boxes = page.getByRole("checkbox", { name: /^Compare / });
    for (const place of [0, 1, 2]) await click(boxes.nth(place));
    await click(page.getByRole("link", { name: "Compare 3" }));
    const table = page.getByRole("table", { name: "Side by side" });
    await expect.poll(() => table.getByRole("row").count()).toBe(4);
    expect(
      params(page)
        .getAll("group")
        .every((text) => text.includes(dataset.datasetId)),
    ).toBe(true);
    expect(clicks()).toBe(4);
    expect(faults).toEqual([]);
  });

  it("finds the slowest runs of the last week in three", async () => {
    const { page, faults, click, clicks } = await arrive("/?period=30d");
    await click(page.getByRole("link", { name: "7 days" }));
    await expect.poll(() => params(page).get("period")).toBe("7d");
    await click(page.getByRole("region", { name: "Summary" }).getByRole("link"));
    await click(page.getByRole("table").getByRole("button", { name: "Latency" }));
    await expect.poll(() => params(page).get("sort")).toBe("latencyMs");
    expect(params(page).get("order")).not.toBe("asc");
    expect(params(page).get("completedFrom")).toMatch(/^\d{4}-/);
    expect(clicks()).toBe(3);
    expect(faults).toEqual([]);
  });

  it("takes a chart into a slide in two", async () => {
    const { page, faults, click, clicks } = await arrive();
    await click(section(page, "Models").getByRole("button", { name: /^Take “.*” elsewhere$/ }));
    const taken = page.waitForEvent("download");
    await click(page.getByRole("menuitem", { name: "Picture (PNG)" }));
    expect((await taken).suggestedFilename()).toMatch(/\.png$/);
    expect(clicks()).toBe(2);
    expect(faults).toEqual([]);
  });

  it("has a link to the board of one team's label in two", async () => {
    const label = "team search";
    const start = {
      externalId: "of the team",
      model: { provider: "acme", name: "swift" },
      dataset: { name: "queries" },
      prompt: { name: "ask", text: "Answer." },
      startedAt: new Date(Date.now() - 60_000).toISOString(),
      label,
    };
    await recordRun(server.client, { start, results: [{ itemKey: "a", score: 0.5, latencyMs: 100 }] });
    const { page, faults, click, clicks } = await arrive();
    await click(page.getByRole("button", { name: "Filter", exact: true }));
    await click(page.getByRole("option").filter({ hasText: label }).first());
    await expect.poll(() => params(page).get("label")).toBe(label);
    const shared = await browser.open(page.url());
    await shared.page.getByText(label).first().waitFor();
    expect(clicks()).toBe(2);
    expect([...faults, ...shared.faults]).toEqual([]);
  });
});
