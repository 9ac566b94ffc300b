import { AxeBuilder } from "@axe-core/playwright";
import { recordRun } from "@evalboard/client";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const long = `${"All work and no play. ".repeat(60)}The end.`;
const results = [
  {
    itemKey: "france",
    input: "France?",
    expected: "The capital is Paris.",
    output: "The capital is Lyon.",
    score: 0,
  },
  { itemKey: "spain", input: "Spain?", expected: "Madrid", output: long, score: 0.5, latencyMs: 900 },
  { itemKey: "italy", input: "Italy?", expected: "Rome", output: "Rome", score: 1, latencyMs: 100 },
  { itemKey: "malta", input: "Malta?", expected: "Valletta", score: null, error: "HTTP 503" },
];

describe("the run page in a browser", () => {
  const server = useServer();
  const browser = useBrowser();

  const record = async (externalId: string) => {
    const start = {
      externalId,
      model: { provider: "acme", name: "swift" },
      dataset: { name: "capitals" },
      prompt: { name: "ask", text: "Answer." },
    };
    const { runId } = await recordRun(server.client, { start, results });
    return `${server.url}/runs/${runId}`;
  };

  it("filters, searches and sorts the results by its address", async () => {
    const { page, faults } = await browser.open(await record("filtered"));
    const expectKeys = (...keys: string[]) =>
      expect.poll(() => page.locator("ol li button > :first-child").allTextContents()).toEqual(keys);
    await expectKeys("france", "spain", "italy", "malta");

    await page.getByRole("button", { name: "Errored 1" }).click();
    await expectKeys("malta");
    await page.goBack();
    await page.getByRole("searchbox").fill("Lyon");
    await expectKeys("france");
    await page.getByRole("searchbox").fill("");
    await page.getByRole("combobox", { name: "Sort" }).selectOption("Slowest first");
    await expectKeys("spain", "italy", "france", "malta");
    expect(new URL(page.url()).search).toBe("?sort=latencyMs&order=desc");

    const bars = page.getByRole("table", { name: "Results by score" }).getByRole("cell");
    expect(await bars.allTextContents()).toEqual(["1", "0", "0", "0", "0", "1", "0", "0", "0", "1"]);
    expect(faults).toEqual([]);
  });

  it("opens a result by its link, whole and with its differences marked, and goes on to the next", async () => {
    const { page, faults } = await browser.open(`${await record("opened")}?result=1`);
    const dialog = page.getByRole("dialog", { name: "france" });
    await dialog.locator("del").waitFor();
    expect(await dialog.locator("del").allTextContents()).toEqual(["Paris"]);
    expect(await dialog.locator("ins").allTextContents()).toEqual(["Lyon"]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);

    await page.keyboard.press("j");
    await page.getByRole("dialog", { name: "spain" }).getByText("The end.").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect(new URL(page.url()).search).toBe("");
    expect(faults).toEqual([]);
  });

  it("exports what can be imported again", async () => {
    const { page, faults } = await browser.open(await record("exported"));
    await page.getByRole("button", { name: "Export or delete the run" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export as JSONL" }).click();
    const written = await readFile(await (await download).path(), "utf8");
    const lines = written.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).itemKey)).toEqual(["france", "spain", "italy", "malta"]);
    expect(JSON.parse(lines[1]!)).toMatchObject({ externalId: "exported", output: long });
    expect(faults).toEqual([]);
  });

  it("is deleted once its external id is typed", async () => {
    const url = await record("mistake/1");
    const { page } = await browser.open(url);
    await page.getByRole("button", { name: "Export or delete the run" }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    const confirm = page.getByRole("button", { name: "Delete the run" });
    await page.getByRole("textbox", { name: "External id" }).fill("mistake/2");
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: "External id" }).fill("mistake/1");
    await confirm.click();
    await page.getByText("Deleted mistake/1").waitFor();
    expect(new URL(page.url()).pathname).toBe("/runs");
    await page.goto(url);
    await page.getByRole("heading", { name: "There is no such run on this board" }).waitFor();
  });
});
