import { expect, test } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const browser = useBrowser();
const server = useServer();

test("the API's page is read with the keyboard alone, in every appearance, without a fault and nothing cut off", async () => {
  const { page, faults } = await browser.open(`${server.url}/api/docs`);
  for (const { colorScheme, width } of appearances) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.reload();
    const start = page.locator("summary", { hasText: "Start a run" });
    await start.focus();
    await page.keyboard.press("Enter");
    // A link into a part that is closed opens it.
    await page.getByRole("link", { name: "StartRun", exact: true }).first().press("Enter");
    await page.getByRole("rowheader", { name: "externalId", exact: true }).first().waitFor();
    expect(await page.locator("#schema-StartRun").isVisible()).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  }
  expect(faults).toEqual([]);
});
