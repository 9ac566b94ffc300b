import { answerSentences } from "@evalboard/format";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

/** What somebody wants to know or to do who has never seen the board: each from its first view, in so few clicks. */
describe("a newcomer", () => {
  const server = useServer({ command: "demo" });
  const browser = useBrowser();

  /** The board's first view, and a hand that counts. */
  const arrive = async (address = "/") => {
    const { page, faults } = await browser.open(server.url + address);
    let clicks = 0;
    const click = async (what: Locator) => {
      await what.first().click();
      clicks += 1;
    };
    return { page, faults, click, clicks: () => clicks };
  };
  const params = (page: Page) => new URL(page.url()).searchParams;

  it("reads which model is best, and whether that is sure, without a click", async () => {
    const { page, faults } = await arrive();
    const { answers } = await server.client.stats.get.query("7d");
    const { models } = answerSentences(answers);
    await page.getByText(models).waitFor();
    await page
      .getByText(answers.models.state === "leads" ? "One leads" : "Tied", { exact: true })
      .first()
      .waitFor();
    expect(faults).toEqual([]);
  });

  it("finds out why a dataset fails with a model in three", async () => {
    const { page, click, clicks } = await arrive("/?period=30d");
    await click(page.getByRole("link", { name: "Models × datasets" }));
    const matrix = page.getByRole("table", { name: "Models" });
    const [dataset = ""] = (await matrix.getByRole("columnheader").nth(1).innerText()).split("\n");
    await click(matrix.getByRole("row").nth(1).getByRole("link").nth(1));
    const run = page.getByRole("main").getByRole("table").getByRole("row").nth(1).getByRole("link").first();
    await click(run);
    await page.getByRole("region", { name: "Results" }).waitFor();
    expect(await page.getByRole("main").innerText()).toContain(dataset);
    await page
      .getByText(/Errors and reasons|Failed/)
      .first()
      .waitFor();
    expect(clicks()).toBe(3);
  });

  it("finds out whether a prompt's newest version is better and which items it lost in two", async () => {
    const { page, click, clicks } = await arrive("/?period=30d");
    const { promptChanges } = await server.client.stats.get.query("30d");
    const { name, verdict } = promptChanges.find((change) => change.verdict === "improved")!;
    const row = page.getByRole("row").filter({ hasText: name }).filter({ hasText: "compare" });
    await row
      .first()
      .getByText(/^improved$/i)
      .first()
      .waitFor();
    await click(row.getByRole("link", { name: "compare" }));
    await page
      .getByRole("region", { name: "Verdict" })
      .getByText(new RegExp(verdict!, "i"))
      .first()
      .waitFor();
    await click(page.getByRole("button", { name: /^Lost/ }));
    await expect.poll(() => params(page).get("change")).toBe("lost");
    await page
      .getByText(/^Lost$/)
      .first()
      .waitFor();
    expect(clicks()).toBe(2);
  });

  it("compares three models on one dataset in four", async () => {
    const { datasets } = await server.client.runs.catalogue.query({});
    const dataset = datasets.toSorted((one, other) => one.runs - other.runs).find(({ runs }) => runs > 50)!;
    const { page, click, clicks } = await arrive(`/datasets/${dataset.id}?period=all`);
    const boxes = page.getByRole("checkbox", { name: /^Compare / });
    await boxes.first().waitFor();
    for (const place of [0, 1, 2]) await click(boxes.nth(place));
    await click(page.getByRole("link", { name: "Compare 3" }));
    const table = page.getByRole("table", { name: "Side by side" });
    await expect.poll(() => table.getByRole("row").count()).toBe(4);
    expect(
      params(page)
        .getAll("group")
        .every((text) => text.includes(dataset.id)),
    ).toBe(true);
    expect(clicks()).toBe(4);
  });

  it("finds the slowest runs of the last week in two", async () => {
    const { page, click, clicks } = await arrive("/?period=7d");
    const summary = page.getByRole("region", { name: "Summary" });
    await click(summary.getByRole("link"));
    await click(page.getByRole("button", { name: "Latency" }));
    await expect.poll(() => params(page).get("sort")).toBe("latencyMs");
    expect(params(page).get("order")).not.toBe("asc");
    expect(params(page).get("completedFrom")).toMatch(/^\d{4}-/);
    expect(clicks()).toBe(2);
  });

  it("takes a chart into a slide in two", async () => {
    const { page, click, clicks } = await arrive("/?period=30d");
    await click(page.getByRole("button", { name: /^Take “.*” elsewhere$/ }));
    const taken = page.waitForEvent("download");
    await click(page.getByRole("menuitem", { name: "Picture (PNG)" }));
    expect((await taken).suggestedFilename()).toMatch(/\.png$/);
    expect(clicks()).toBe(2);
  });

  it("has a link to the board of one team's label in two", async () => {
    const { labels } = await server.client.runs.catalogue.query({});
    const { label } = labels[0]!;
    const { page, click, clicks } = await arrive("/?period=30d");
    await click(page.getByRole("button", { name: "Filter", exact: true }));
    const found = page.getByRole("option").filter({ hasText: label });
    await click(found);
    await expect.poll(() => params(page).get("label")).toBe(label);
    const shared = await arrive(page.url().slice(server.url.length));
    await shared.page.getByText(label).first().waitFor();
    expect(clicks()).toBe(2);
  });
});
