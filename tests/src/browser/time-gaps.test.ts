import { recordRun } from "@evalboard/client";
import { beforeAll, describe, expect, it } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

describe("a board of a few busy weeks in a year", () => {
  const server = useServer();
  const browser = useBrowser();

  beforeAll(async () => {
    for (const weeksAgo of [50, 49, 2, 1]) {
      const at = new Date(Date.now() - weeksAgo * WEEK_MS).toISOString();
      const start = {
        externalId: `${weeksAgo} weeks ago`,
        model: { provider: "acme", name: "swift" },
        dataset: { name: "capitals" },
        prompt: { name: "ask", text: "Answer." },
        startedAt: at,
      };
      const results = [{ itemKey: "france", score: 1, latencyMs: 100 }];
      await recordRun(server.client, { start, results, end: { status: "completed", at } });
    }
  });

  it("draws the weeks without runs as one gap, and says in words and in the table how long it is", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=all`);
    const { runsOverTime, window } = await server.client.stats.get.query("all");
    expect(window.unit).toBe("week");
    const empty = runsOverTime.filter(({ runs }) => runs === 0).length;
    const table = page.getByRole("table", { name: "Completed runs per week" });
    await expect.poll(() => table.getByRole("cell").allTextContents()).toEqual(["1", "1", "0", "1", "1"]);
    const names = await table.getByRole("rowheader").allTextContents();
    expect(names[2]).toMatch(new RegExp(`^${empty} weeks without runs, .+ 20\\d\\d$`));
    await page
      .getByRole("table", { name: "Latency per week" })
      .getByText(`${empty} weeks without latency`)
      .waitFor();
    expect(faults).toEqual([]);
  });

  it("tells a gap by keys, which leads nowhere, and each week leads to its own runs", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=all`);
    const { runsOverTime } = await server.client.stats.get.query("all");
    const chart = page.getByRole("slider", { name: "Completed runs per week" });
    await chart.waitFor();
    await page.getByRole("region", { name: "Runs over time" }).getByRole("button").last().focus();
    await page.keyboard.press("Tab");
    const words = () => chart.getAttribute("aria-valuetext");
    await expect.poll(words).toMatch(/, Runs: 1$/);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(words).toMatch(/^\d+ weeks without runs, .+ 20\d\d$/);
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).pathname).toBe("/");

    await page.keyboard.press("Home");
    await expect.poll(words).toMatch(/, Runs: 1$/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
    const search = new URL(page.url()).searchParams;
    const [first] = runsOverTime;
    expect([search.get("completedFrom"), search.get("completedTo")]).toEqual([first!.from, first!.to]);
    expect(faults).toEqual([]);
  });
});
