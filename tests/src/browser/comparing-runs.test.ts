import { recordRun } from "@evalboard/client";
import { beforeAll, describe, expect, it } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

describe("comparing runs in a browser", () => {
  const server = useServer();
  const browser = useBrowser();
  const ids: Record<string, string> = {};

  const start = (externalId: string, dataset: string) => ({
    externalId,
    model: { provider: "acme", name: "swift" },
    dataset: { name: dataset },
    prompt: { name: "ask", text: "Answer." },
  });

  beforeAll(async () => {
    const runs = [
      { externalId: "before", dataset: "capitals", lyon: 1 },
      { externalId: "after", dataset: "capitals", lyon: 0 },
      { externalId: "elsewhere", dataset: "invoices", lyon: 0 },
    ];
    for (const { externalId, dataset, lyon } of runs) {
      const results = [
        { itemKey: `${dataset}-1`, output: lyon === 1 ? "Paris" : "Lyon", score: lyon },
        { itemKey: `${dataset}-2`, output: "Madrid", score: 1 },
      ];
      const { runId } = await recordRun(server.client, { start: start(externalId, dataset), results });
      ids[externalId] = runId;
    }
  });

  it("a run's page offers the run before it", async () => {
    const { page, faults } = await browser.open(`${server.url}/runs/${ids["after"]}`);
    await page.getByRole("link", { name: "Compare with…" }).click();
    await page.getByRole("heading", { name: "Now choose the baseline" }).waitFor();
    await page.getByRole("link", { name: "swift on capitals" }).click();
    await page.getByText("Paired: 2 shared items, each against itself.").waitFor();
    const search = new URL(page.url()).searchParams;
    expect([search.get("baseline.runId"), search.get("candidate.runId")]).toEqual([
      ids["before"],
      ids["after"],
    ]);
    await expect.poll(() => page.locator("main ol > li").count()).toBe(1);
    expect(await page.getByRole("heading", { name: /^Too little to say/ }).count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it("two runs are chosen in the list, which can be filtered in between; without shared items it warns", async () => {
    const { page, faults } = await browser.open(`${server.url}/runs?text=before`);
    await page.getByRole("link", { name: "Compare the run on capitals with another" }).click();
    await page.getByText("Choose the run to compare with").waitFor();
    await page.getByRole("searchbox").fill("invoices");
    await page.getByRole("link", { name: "Compare the run on invoices", exact: true }).click();
    await page.getByText("Unpaired: the groups share no items.").waitFor();
    expect(await page.getByRole("table", { name: "Shared items by pass" }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it("says of the same runs that they are, and of runs that cannot be compared why not", async () => {
    const same = `baseline.runId=${ids["before"]}&candidate.runId=${ids["before"]}`;
    const { page } = await browser.open(`${server.url}/compare?${same}`);
    await page.getByRole("heading", { name: "Both sides are the same runs" }).waitFor();

    const running = await server.client.runs.record.start.mutate(start("running", "capitals"));
    await page.goto(`${server.url}/compare?baseline.runId=${ids["before"]}&candidate.runId=${running.runId}`);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain(`run ${running.runId} is running`);
  });
});
