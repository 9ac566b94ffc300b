import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { openEvidence } from "../harness/open-evidence.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

/** The texts of tables that reach into their cell's padding or past it, each with the px that it lacks. */
const strayTexts = `[...document.querySelectorAll("main td, main th")].flatMap((cell) => {
  const box = cell.getBoundingClientRect();
  const style = getComputedStyle(cell);
  const left = box.left + parseFloat(style.paddingLeft);
  const right = box.right - parseFloat(style.paddingRight);
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const stray = [];
  while (box.width > 0 && texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest(".sr-only") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      const lacking = Math.max(left - line.left, line.right - right);
      if (lacking > 0.5) stray.push(text.data + ": " + Math.round(lacking) + " px");
    }
  }
  return stray;
})`;

const integer = new Intl.NumberFormat("en-US");

const isCount = (key: string) => /^(runs|items|\w+Runs|\w+Items|costUsd|spentUsd)$/.test(key);

type Change = (count: number) => number;

/** A reply with every count in it changed. */
function changeCounts(reply: unknown, change: Change): unknown {
  return JSON.parse(JSON.stringify(reply), (key, value: unknown) =>
    typeof value === "number" && isCount(key) ? change(value) : value,
  );
}

describe("tables of the demo board over all time", () => {
  const server = useServer({ command: "demo" });
  const browser = useBrowser();

  const openWith = async (path: string, change: Change): Promise<Page> => {
    const { page } = await browser.open("about:blank");
    await page.route("**/trpc/**", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: changeCounts(await response.json(), change) });
    });
    await page.goto(server.url + path);
    opened.push(page);
    return page;
  };
  // What a page still waits for goes with it.
  const opened: Page[] = [];
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  const expectRoom = async (page: Page, tables: readonly string[]) => {
    if (new URL(page.url()).pathname === "/") await openEvidence(page);
    for (const name of tables) await page.getByRole("table", { name, exact: true }).waitFor();
    for (const width of [1440, 1280, 1024, 768, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate(strayTexts)]).toEqual([width, []]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
  };

  const sizes: readonly (readonly [size: string, change: Change])[] = [
    ["tens of thousands, as they are", (count) => count],
    ["99,999, the longest in full", () => 99_999],
    ["tens of millions", (count) => count * 1_000],
    ["thousands of millions", (count) => count * 100_000],
  ];

  it.each(sizes)("with counts of %s keep every figure of the board in its cell", async (_size, change) => {
    const tables = ["Prompt changes", "Top models", "Hardest datasets", "Most used datasets"];
    await expectRoom(await openWith("/?period=all", change), tables);
  });

  // Of all sizes those that take the most room, in full and shortened.
  it.each([sizes[1]!, sizes[3]!])(
    "with counts of %s keep every figure of the subjects' pages and of the runs in its cell",
    async (_size, change) => {
      const { models, prompts } = await server.client.runs.catalogue.query({});
      const pages = [
        [`/models/${models[0]!.id}?period=all`, ["Datasets", "Prompt versions", "Latest runs"]],
        [`/prompts/${prompts[0]!.id}?period=all`, ["Versions", "Models", "Datasets"]],
        ["/runs", ["Runs"]],
        ["/runs?status=failed", ["Runs"]],
      ] as const;
      for (const [path, tables] of pages) await expectRoom(await openWith(path, change), tables);
    },
  );

  it("say in full on a count's title what its cell shortens", async () => {
    const page = await openWith("/?period=all", (count) => count * 1_000);
    const { hardestDatasets } = await server.client.stats.get.query("all");
    const { passedItems, scoredItems } = hardestDatasets[0]!;
    await openEvidence(page);
    const row = page.getByRole("table", { name: "Hardest datasets" }).getByRole("row").nth(1);
    const rate = row.getByRole("cell").last();
    const titles = [passedItems, scoredItems].map((count) => integer.format(count * 1_000));
    await rate.waitFor();
    expect(await rate.getByTitle(titles[0]!, { exact: true }).textContent()).toMatch(/^[\d.]+M$/);
    expect(await rate.getByTitle(titles[1]!, { exact: true }).textContent()).toMatch(/^[\d.]+M$/);
  });
});
