import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const file = join(import.meta.dirname, "../../../packages/importers/fixtures/promptfoo/capitals.json");
/** More steps than any page here has places for the keyboard. */
const MOST_TABS = 120;

/** What other tests do by hand: from an empty board to a comparison and back, the mouse untouched. */
describe("somebody without a mouse", () => {
  const server = useServer();
  const browser = useBrowser();

  /** Goes from place to place with the Tab key until the target has the keyboard. */
  const tabTo = async (page: Page, target: Locator) => {
    await target.first().waitFor();
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if ((await target.and(page.locator(":focus")).count()) > 0) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`no way by ${MOST_TABS} tabs to ${String(target)}`);
  };
  const press = async (page: Page, target: Locator, key = "Enter") => {
    await tabTo(page, target);
    await page.keyboard.press(key);
  };

  it("imports a file, opens a run and deletes it", async () => {
    const { page, faults } = await browser.open(`${server.url}/`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.getByRole("heading", { level: 1, name: "Import" }).waitFor();
    const chosen = page.waitForEvent("filechooser");
    await press(page, page.getByRole("button", { name: /choose/i }));
    await (await chosen).setFiles(file);
    await press(page, page.getByRole("button", { name: "Import 4 runs" }));
    await page.getByText("4 runs imported, 0 there already").waitFor();
    await press(page, page.getByRole("link", { name: "Imported" }));
    await page.getByRole("heading", { level: 1, name: "clerk-1 on capitals" }).waitFor();

    await press(page, page.getByRole("button", { name: "Export or delete the run" }));
    await page.getByRole("menuitem", { name: "Delete…" }).waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    const { runs } = await server.client.runs.list.query({});
    const id = new URL(page.url()).pathname.split("/").at(-1);
    await tabTo(page, page.getByRole("textbox", { name: "External id" }));
    await page.keyboard.type(runs.find((run) => run.id === id)!.externalId);
    await press(page, page.getByRole("button", { name: "Delete the run" }));
    await expect.poll(() => new URL(page.url()).pathname).toBe("/runs");
    expect(await server.client.runs.list.query({})).toMatchObject({ runs: { length: 3 } });
    expect(faults).toEqual([]);
  });

  it("opens what a ranking rests on, and compares its models", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=all`);
    const models = page.getByRole("region", { name: "Models", exact: true });
    await press(page, models.getByRole("button", { expanded: false }));
    const boxes = page.getByRole("table", { name: "Top models" }).getByRole("checkbox");
    await boxes.first().waitFor();
    for (const place of [0, 1]) await press(page, boxes.nth(place), "Space");
    await press(page, page.getByRole("link", { name: "Compare 2" }));
    await page.getByRole("table", { name: "Side by side" }).waitFor();
    await press(page, page.getByRole("button", { name: "Take group 1 out" }));
    await expect.poll(() => new URL(page.url()).searchParams.getAll("group")).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it("turns to another theme", async () => {
    const { page, faults } = await browser.open(`${server.url}/settings`);
    await tabTo(page, page.getByRole("radio", { name: "System theme" }));
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    // A phone has it among the settings alone.
    await page.setViewportSize({ width: 390, height: 900 });
    await press(page, page.getByRole("button", { name: "Light", exact: true }));
    await expect.poll(() => page.evaluate("document.documentElement.dataset.theme")).toBe("light");
    expect(await page.getByRole("radio").count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
