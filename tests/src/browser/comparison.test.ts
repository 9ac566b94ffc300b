import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { signedScore } from "../harness/signed-score.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const integer = new Intl.NumberFormat("en-US");
/** Not `toFixed`, which rounds what 0.8875 is in binary. */
const threePlaces = new Intl.NumberFormat("en-US", { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** What a list calls an item. */
const nameOf = ({ itemName, itemKey }: { itemName: string | null; itemKey: string }) => itemName ?? itemKey;

describe("a comparison on the demo board", () => {
  const server = useServer({ command: "demo" });
  const browser = useBrowser();
  let prompt: string;
  let newer: { id: string; number: number };
  let older: { id: string; number: number };
  let address: string;

  /** The two newest versions of the prompt that improved: many items were gained. */
  beforeAll(async () => {
    const { prompts } = await server.client.runs.catalogue.query({});
    const improved = prompts.find(({ name }) => name === "extract-fields")!;
    prompt = improved.name;
    newer = improved.versions[0]!;
    older = improved.versions[1]!;
    address = `${server.url}/compare?baseline.promptVersionId=${older.id}&candidate.promptVersionId=${newer.id}`;
  });

  const groups = () => ({
    baseline: { promptVersionId: older.id },
    candidate: { promptVersionId: newer.id },
  });
  const rows = (page: Page): Locator => page.locator("main ol > li");
  const rowKeys = (page: Page) =>
    rows(page).locator("button > :first-child > :first-child").allTextContents();

  it("is chosen by typing and by keys, and says what the API says", async () => {
    const { page, faults } = await browser.open(`${server.url}/compare`);
    await page.getByRole("link", { name: `${prompt} v${newer.number} against v${older.number}` }).waitFor();

    const baseline = page.getByRole("combobox", { name: "Choose the baseline" });
    await baseline.click();
    await baseline.fill(`${prompt} v${older.number}`);
    await page.getByRole("option", { name: `${prompt} v${older.number}` }).click();
    const candidate = page.getByRole("combobox", { name: "Choose the candidate" });
    await candidate.fill(prompt);
    const wanted = page.getByRole("option", { name: `${prompt} v${newer.number}` });
    await wanted.waitFor();
    await expect.poll(() => wanted.getAttribute("aria-selected")).toBe("true");
    await expect.poll(() => page.getByRole("listbox").getAttribute("aria-busy")).toBe("false");
    await candidate.press("Enter");

    const said = await server.client.runs.compare.query(groups());
    const verdict = page.getByRole("region", { name: "Verdict" });
    await verdict.waitFor();
    expect(new URL(page.url()).searchParams.get("baseline.promptVersionId")).toBe(older.id);
    const words = await verdict.textContent();
    const { change } = said;
    expect(words?.toLowerCase()).toContain(change.verdict);
    expect(words).toContain(signedScore(change.difference!));
    expect(words).toContain(
      `95% CI ${signedScore(change.interval!.low)} to ${signedScore(change.interval!.high)}`,
    );
    expect(words).toContain(`${integer.format(change.sharedItems)} shared items`);

    const figures = page.getByRole("table", { name: "Figures of both groups" });
    const score = figures.getByRole("row", { name: "Average score" }).getByRole("cell");
    expect((await score.allTextContents()).slice(0, 2)).toEqual(
      [said.baseline, said.candidate].map(
        ({ averageScore, scoredItems }) =>
          `${threePlaces.format(averageScore!)}${integer.format(scoredItems)} items`,
      ),
    );
    const passes = page.getByRole("table", { name: "Shared items by pass" }).getByRole("cell");
    expect(
      (await passes.allTextContents()).map((text) => Number.parseInt(text.replaceAll(",", ""), 10)),
    ).toEqual([change.passes!.both, change.passes!.lost, change.passes!.gained, change.passes!.neither]);
    expect(faults).toEqual([]);
  });

  it("tells the means of all runs of a side from those that the difference is of, like against like", async () => {
    const { page } = await browser.open(address);
    const said = await server.client.runs.compare.query(groups());
    expect(said.matchedBy).toEqual(["model"]);
    const card = page.getByRole("region", { name: "Side by side" });
    await card.getByText("Each side over all of its own runs").waitFor();
    const means = [said.score.baseline!, said.score.candidate!].map((mean) => threePlaces.format(mean));
    expect(await card.textContent()).toContain(
      `of the ${integer.format(said.change.sharedItems)} shared items within the same model and dataset, where the average scores are ${means.join(" and ")}.`,
    );
  });

  it("lists what was lost or gained, opens both answers, and keeps it all in the address", async () => {
    const { page, faults } = await browser.open(address);
    // As high as all rows: those below the window are not drawn.
    await page.setViewportSize({ width: 1280, height: 3_000 });
    const listed = async (change: "lost" | "gained") => {
      const { items } = await server.client.runs.comparedItems.query({ ...groups(), change });
      return items.map(nameOf);
    };
    await page.getByRole("button", { name: /^Lost \d/ }).click();
    await expect.poll(() => rowKeys(page)).toEqual(await listed("lost"));
    await page
      .getByRole("table", { name: "Shared items by pass" })
      .getByRole("button", { name: "gained" })
      .click();
    await expect.poll(() => rowKeys(page)).toEqual(await listed("gained"));
    expect(new URL(page.url()).searchParams.get("change")).toBe("gained");

    const { items } = await server.client.runs.comparedItems.query({ ...groups(), change: "gained" });
    const [first, second] = items;
    await rows(page).first().getByRole("button").click();
    const dialog = page.getByRole("dialog", { name: nameOf(first!) });
    await dialog.getByRole("region", { name: "baseline", exact: true }).waitFor();
    const output = (side: "baseline" | "candidate") => dialog.getByRole("region", { name: `${side} output` });
    const whole = async ({ runId, position }: { runId: string; position: number }) =>
      (await server.client.runs.result.query({ runId, position })).output;
    expect(await output("baseline").locator("ins").count()).toBe(0);
    expect(await output("baseline").textContent()).toBe(await whole(first!.baseline));
    expect(await output("candidate").textContent()).toBe(await whole(first!.candidate));
    await page.keyboard.press("j");
    await page.getByRole("dialog", { name: nameOf(second!) }).waitFor();
    await page.keyboard.press("k");

    await page.reload();
    await dialog.getByRole("region", { name: "candidate", exact: true }).waitFor();
    expect(await dialog.getByText("Gained").count()).toBe(1);
    const link = dialog.getByRole("region", { name: "candidate", exact: true }).getByRole("link");
    expect(await link.getAttribute("href")).toBe(
      `/runs/${first!.candidate.runId}?result=${first!.candidate.position}`,
    );
    await page.keyboard.press("Escape");
    await expect.poll(() => rowKeys(page)).toEqual(await listed("gained"));
    expect(faults).toEqual([]);
  });

  it("is swapped: what was gained is lost", async () => {
    const { page } = await browser.open(`${address}&change=gained`);
    await rows(page).first().waitFor();
    const keys = await rowKeys(page);
    await page.getByRole("button", { name: "Swap baseline and candidate" }).click();
    const said = await server.client.runs.compare.query({
      baseline: groups().candidate,
      candidate: groups().baseline,
    });
    const verdict = page.getByRole("region", { name: "Verdict" });
    await expect.poll(() => verdict.textContent()).toContain(signedScore(said.change.difference!));
    expect(new URL(page.url()).searchParams.get("change")).toBe("lost");
    await expect.poll(() => rowKeys(page)).toEqual(keys);
  });

  it("narrows a side by another dimension, and takes it away again", async () => {
    const { page } = await browser.open(address);
    const [model] = (await server.client.runs.catalogue.query({})).models;
    const field = page.getByRole("combobox", { name: "Narrow the candidate" });
    await field.fill(model!.name);
    await page.getByRole("option", { name: `${model!.name} (${model!.provider})` }).click();
    const side = page.getByRole("region", { name: "Candidate", exact: true });
    await side.getByText(model!.name).waitFor();
    expect(new URL(page.url()).searchParams.get("candidate.modelId")).toBe(model!.id);
    await side.getByRole("button", { name: `Remove the filter Model ${model!.name}` }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("candidate.modelId")).toBe(false);
  });

  it("has no fault that axe finds, light or dark, wide or narrow, with the choice or an item open", async () => {
    const { page, faults } = await browser.open(address);
    const expectNoFault = async () => {
      expect(await axeFaults(page)).toEqual([]);
    };
    await rows(page).first().waitFor();
    for (const { colorScheme, width } of appearances) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await expectNoFault();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
    await page.getByRole("combobox", { name: "Narrow the baseline" }).click();
    await page.getByRole("option").first().waitFor();
    await expectNoFault();
    await page.keyboard.press("Escape");
    await rows(page).first().getByRole("button").click();
    await page.getByRole("dialog").getByRole("region", { name: "candidate", exact: true }).waitFor();
    await expectNoFault();
    expect(faults).toEqual([]);
  });

  it("sets up to six groups side by side, all of it in the address", async () => {
    const { models, datasets } = await server.client.runs.catalogue.query({});
    const dataset = datasets.toSorted((one, other) => one.runs - other.runs).find(({ runs }) => runs > 50)!;
    const three = models.slice(0, 3).map(({ id }) => ({ modelId: id, datasetId: dataset.id }));
    const said = await server.client.runs.compareGroups.query({ groups: three });
    const texts = three.map((group) => new URLSearchParams(group).toString());
    const two = texts.slice(0, 2).map((text) => `group=${encodeURIComponent(text)}`);
    const { page, faults } = await browser.open(`${server.url}/compare?${two.join("&")}`);
    const table = page.getByRole("table", { name: "Side by side" });
    await table.waitFor();
    const add = page.getByRole("combobox", { name: "Add a group" });
    const added = page.getByRole("option", { name: `${models[2]!.name} (${models[2]!.provider})` });
    await add.fill(models[2]!.name);
    await added.waitFor();
    await expect.poll(() => page.getByRole("listbox").getAttribute("aria-busy")).toBe("false");
    await added.click();
    // A group that joins is of the same dataset, and the best is first.
    await expect.poll(() => table.getByRole("row").count()).toBe(4);
    expect(new Set(new URL(page.url()).searchParams.getAll("group"))).toHaveLength(3);
    const best = said.groups.map(({ adjustedScore }) => adjustedScore!).toSorted((one, other) => other - one);
    const told = await table.getByRole("row").allTextContents();
    for (const [index, score] of best.entries()) expect(told[index + 1]).toContain(threePlaces.format(score));

    await page
      .getByText("corrected for all 3 pairs (Holm), the 95% interval of a difference is not")
      .waitFor();
    const drawn = page.getByRole("table", { name: "Adjusted score against" });
    expect(await drawn.getByRole("row").count()).toBe(4);
    await page.getByRole("button", { name: "Latency" }).last().click();
    await expect.poll(() => new URL(page.url()).searchParams.get("against")).toBe("latency");
    for (const { colorScheme, width } of appearances) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFaults(page)).toEqual([]);
    }
    const [item] = said.tellingItems;
    const telling = page.getByRole("table", { name: "Items that tell the groups apart" });
    await telling
      .getByRole("link", { name: nameOf(item!) })
      .first()
      .click();
    const wanted = `/datasets/${item!.dataset.id}/items/${item!.itemKey}`;
    await expect.poll(() => decodeURIComponent(new URL(page.url()).pathname)).toBe(wanted);
    expect(faults).toEqual([]);
  });
});
