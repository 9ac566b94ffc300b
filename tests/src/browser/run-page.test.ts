import { recordRun } from "@evalboard/client";
import type { NewResult } from "@evalboard/contract";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
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

const judged = [
  {
    itemKey: "7d1f",
    itemName: "Is Lyon a capital?",
    output: "No",
    score: 0.82,
    passed: false,
    metrics: { tone: 2.5, leaning: "left" },
    reason: "Took 12 words",
    transcript: 'assistant: call search({"query":"Lyon"})',
    latencyMs: 5_000,
    costUsd: 0.5,
    cached: true,
  },
  {
    itemKey: "9c2e",
    output: "Madrid",
    score: 1,
    passed: true,
    metrics: { tone: 4, leaning: "right" },
    costUsd: 0.1,
    cached: false,
  },
  {
    itemKey: "a001",
    output: "Rome",
    score: 0,
    metrics: { tone: -1, leaning: "left" },
    reason: "Took 40 words",
    cached: false,
  },
  { itemKey: "b002", output: "Valletta", score: null },
];

describe("the run page in a browser", () => {
  const server = useServer();
  const browser = useBrowser();

  const record = async (externalId: string, told: readonly NewResult[] = results, more: object = {}) => {
    const start = {
      externalId,
      model: { provider: "acme", name: "swift" },
      dataset: { name: "capitals" },
      prompt: { name: "ask", text: "Answer." },
      ...more,
    };
    const { runId } = await recordRun(server.client, { start, results: told });
    return `${server.url}/runs/${runId}`;
  };

  const itemsOf = (page: Page) => page.locator("ol li button > :first-child").allTextContents();

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

  it("tells passes by the tool's verdict, and of how many results each figure is", async () => {
    const { page, faults } = await browser.open(
      await record("judged", judged, { scoreMetric: "correctness" }),
    );
    const figures = page.getByRole("main").getByRole("definition");
    await page.getByText("33.3% passed, 1 of 3").waitFor();
    // How it ended, in a word that no outcome of a result has.
    expect(await page.locator("main header").first().getByText("Completed", { exact: true }).count()).toBe(1);
    expect(await figures.allTextContents()).toEqual(
      expect.arrayContaining([
        "1 of 3 scored",
        "the metric correctness",
        "1 not scored yet",
        "of 1 of 4 results",
        "$0.60",
        "list price of 2 of 4 results",
        "$0.10 without cached answers",
      ]),
    );
    await page.getByRole("button", { name: "Not passed 2" }).click();
    await expect.poll(() => itemsOf(page)).toEqual(["Is Lyon a capital?", "a001"]);
    await page.getByRole("link", { name: "1 not scored yet" }).click();
    await expect.poll(() => itemsOf(page)).toEqual(["b002"]);
    expect(new URL(page.url()).search).toBe("?outcome=unscored");
    expect(await page.locator("ol li button").getByText("Not scored", { exact: true }).count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it("has metrics as columns that one chooses, and lists results by number or word of one", async () => {
    const { page, faults } = await browser.open(await record("measured", judged));
    const metrics = page.getByRole("table", { name: "Metrics" });
    const tone = metrics.getByRole("row", { name: "tone" });
    await expect
      .poll(async () => (await tone.getByRole("cell").allTextContents()).slice(1, 4))
      .toEqual(["Mean1.833", "Deviation2.566", "Results3 of 4"]);
    await page.getByRole("combobox", { name: "Metric", exact: true }).selectOption("tone");
    await page.getByRole("spinbutton", { name: "Highest tone" }).fill("2.5");
    await expect.poll(() => itemsOf(page)).toEqual(["Is Lyon a capital?", "a001"]);
    expect(new URL(page.url()).search).toBe("?metric=tone&max=2.5");

    await metrics.getByRole("button", { name: "right 1" }).click();
    await expect.poll(() => itemsOf(page)).toEqual(["9c2e"]);
    expect(new URL(page.url()).search).toBe("?metric=leaning&word=right");
    await page.getByRole("checkbox", { name: "leaning as a column of the results" }).uncheck();
    expect(await page.locator("ol li button").first().textContent()).toBe(
      "9c2ePassed1.000tone 4Madrid–not measured",
    );
    await page.reload();
    await expect.poll(() => itemsOf(page)).toEqual(["9c2e"]);
    expect(await page.getByRole("checkbox", { name: "leaning as a column" }).isChecked()).toBe(false);
    expect(faults).toEqual([]);
  });

  it("takes which way of a metric is better, for the whole board", async () => {
    const url = await record("directed", judged);
    const { page, faults } = await browser.open(url);
    await page.getByRole("combobox", { name: "tone is better when" }).selectOption("lower");
    const runId = url.split("/").at(-1)!;
    await expect
      .poll(async () => (await server.client.runs.get.query({ runId })).higherIsBetter)
      .toEqual({ tone: false });
    await page.reload();
    await expect
      .poll(() => page.getByRole("combobox", { name: "tone is better when" }).inputValue())
      .toBe("lower");
    expect(faults).toEqual([]);
  });

  it("groups errors and reasons by what is alike in them, and leads to their results", async () => {
    const { page, faults } = await browser.open(await record("told", judged));
    const texts = page.getByRole("list", { name: "Texts by how often they are told" });
    await expect.poll(() => texts.getByRole("listitem").allTextContents()).toHaveLength(1);
    expect(await texts.textContent()).toContain("2Took … words");
    await texts.getByRole("link", { name: "Took … words", exact: true }).click();
    await expect.poll(() => itemsOf(page)).toEqual(["Is Lyon a capital?", "a001"]);
    expect(new URL(page.url()).searchParams.get("passed")).toBe("false");
    await texts.getByRole("link", { name: "open one" }).click();
    const result = page.getByRole("dialog", { name: "Is Lyon a capital?" });
    await result.getByText("7d1f").waitFor();
    expect(await result.getByRole("region", { name: "Steps" }).count()).toBe(0);
    await result.getByText("Steps", { exact: true }).click();
    await result.getByRole("region", { name: "Steps" }).getByText('call search({"query":"Lyon"})').waitFor();
    expect(faults).toEqual([]);
  });

  it("takes a label and tags, changes them and takes them away, by keys alone", async () => {
    const url = await record("named", judged);
    const runId = url.split("/").at(-1)!;
    const { page } = await browser.open(url);
    const named = async () => {
      const { label, tags } = await server.client.runs.get.query({ runId });
      return { label, tags };
    };
    await page.getByRole("button", { name: "Give it a label" }).press("Enter");
    await page.keyboard.type("nightly");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "nightly" }).waitFor();
    const change = page.getByRole("button", { name: "Change the label" });
    await expect
      .poll(() => change.evaluate((button) => button === button.ownerDocument.activeElement))
      .toBe(true);

    await page.getByRole("button", { name: "Add a tag" }).press("Enter");
    await page.keyboard.type("temperature");
    await page.keyboard.press("Tab");
    await page.keyboard.type("0.2");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "temperature 0.2" }).waitFor();
    expect(await named()).toEqual({ label: "nightly", tags: { temperature: "0.2" } });

    await page.getByRole("button", { name: "Change the tag temperature" }).press("Enter");
    await page.getByRole("textbox", { name: "Value" }).fill("1");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("link", { name: "temperature 0.2" }).count()).toBe(1);
    await page.getByRole("button", { name: "Take away the tag temperature" }).press("Enter");
    await change.press("Enter");
    await page.getByRole("textbox", { name: "Label" }).fill("");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Give it a label" }).waitFor();
    await expect.poll(named).toEqual({ label: null, tags: {} });
  });

  it("says of a tag that cannot be set why not", async () => {
    const tags = Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`tag${index}`, "a"]));
    const { page } = await browser.open(await record("full", judged, { tags }));
    await page.getByRole("button", { name: "Add a tag" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("one more");
    await page.getByRole("textbox", { name: "Value" }).fill("a");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("must have at most 32 tags");
  });

  it("says that nobody has scored it, and leads to the answers", async () => {
    const waiting = [{ itemKey: "b002", output: "Valletta", score: null }];
    const { page, faults } = await browser.open(await record("waiting", waiting));
    await page.getByRole("link", { name: "Not scored yet", exact: true }).click();
    await expect.poll(() => itemsOf(page)).toEqual(["b002"]);
    expect(await page.getByText("0 of 0").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it("has no fault that axe finds with metrics, texts and tags, light or dark, wide or narrow", async () => {
    const more = {
      label: "nightly",
      tags: { temperature: "0.2", branch: "main" },
      scoreMetric: "correctness",
    };
    const { page, faults } = await browser.open(`${await record("whole", judged, more)}?metric=tone&min=-5`);
    await expect.poll(() => itemsOf(page)).toHaveLength(3);
    for (const { colorScheme, width } of appearances) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
    expect(faults).toEqual([]);
  });

  it("prints all the rows of which the screen draws those near it", async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({ itemKey: `item ${index}`, score: 1 }));
    const { page, faults } = await browser.open(await record("printed", many));
    await page.getByText("130 results").waitFor();
    await expect.poll(async () => (await itemsOf(page)).length).toBeLessThan(130);
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => itemsOf(page)).toEqual(many.map(({ itemKey }) => itemKey));
    await page.emulateMedia({ media: "screen" });
    await expect.poll(async () => (await itemsOf(page)).length).toBeLessThan(130);
    expect(faults).toEqual([]);
  });

  it("draws a list of a hundred rows whole, so that the browser finds what is in it", async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ itemKey: `item ${index}`, score: 1 }));
    const { page, faults } = await browser.open(await record("found", many));
    await expect.poll(() => itemsOf(page)).toEqual(many.map(({ itemKey }) => itemKey));
    expect(faults).toEqual([]);
  });

  it("opens a result by its link, whole and with its differences marked, and goes on to the next", async () => {
    const { page, faults } = await browser.open(`${await record("opened")}?result=1`);
    const dialog = page.getByRole("dialog", { name: "france" });
    await dialog.locator("del").waitFor();
    expect(await dialog.locator("del").allTextContents()).toEqual(["Paris"]);
    expect(await dialog.locator("ins").allTextContents()).toEqual(["Lyon"]);
    expect(await axeFaults(page)).toEqual([]);

    await page.keyboard.press("j");
    await page.getByRole("dialog", { name: "spain" }).getByText("The end.").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect(new URL(page.url()).search).toBe("");
    expect(faults).toEqual([]);
  });

  it("stands under another dataset once two are merged, and under its own again once that is undone", async () => {
    const hyphens = { dataset: { name: "extract-fema-incidents" } };
    for (const time of ["first", "second"]) await record(`hyphens, ${time}`, results, hyphens);
    const url = await record("underscores", results, { dataset: { name: "extract_fema_incidents" } });
    const { page, faults } = await browser.open(`${server.url}/names`);
    const headingOfRun = async (dataset: string) => {
      await page.goto(url);
      await page.getByRole("heading", { level: 1, name: `swift on ${dataset}` }).waitFor();
      await page.goto(`${server.url}/names`);
    };
    const pair = "extract_fema_incidents into extract-fema-incidents";
    await page.getByRole("button", { name: `Merge… ${pair}` }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Rename the dataset extract_fema_incidents" });
    const moves = "Becomes one with extract-fema-incidents, which has 2 runs: 1 run would move there.";
    await dialog.getByText(moves).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Merge", exact: true }).press("Enter");
    await page.getByText("The dataset extract_fema_incidents is one with extract-fema-incidents.").waitFor();
    // Two buttons are gone, which had the focus one after the other.
    await page.locator("output:focus").waitFor();
    await headingOfRun("extract-fema-incidents");

    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await page.getByText("extract_fema_incidents and extract-fema-incidents are two again.").waitFor();
    await headingOfRun("extract_fema_incidents");
    expect(faults).toEqual([]);
  });

  it("leads to an item's answers over time, which the arrow keys walk along", async () => {
    const answered = (answer: string, day: number) =>
      record(
        `norway, day ${day}`,
        [{ itemKey: "oslo", input: "Norway?", output: answer, score: answer === "Oslo" ? 1 : 0 }],
        { dataset: { name: "norway" }, startedAt: `2026-01-0${day}T09:00:00Z` },
      );
    await answered("Oslo", 1);
    await answered("Bergen", 2);
    const { page, faults } = await browser.open(await answered("Trondheim", 3));
    await page.getByRole("button", { name: /^oslo/ }).click();
    await page.getByRole("link", { name: "This item in all runs" }).click();
    const strip = page.getByRole("list", { name: /^Answers of .*, oldest first$/ }).getByRole("link");
    await expect
      .poll(() => strip.evaluateAll((links) => links.map(({ ariaLabel }) => ariaLabel?.split(",")[0])))
      .toEqual(["Passed", "Not passed", "Not passed"]);
    await strip.last().focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    const answer = page.getByRole("dialog", { name: "swift, ask v1" });
    await answer.getByText("Bergen").waitFor();
    // Where one looks, not somewhere further down.
    expect((await answer.boundingBox())?.y).toBe(0);
    await page.reload();
    await answer.getByText("Bergen").waitFor();
    await page.keyboard.press("k");
    await answer.getByText("Oslo", { exact: true }).first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    await page.locator('a[aria-label^="Passed, score 1.000"]:focus').waitFor();
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
