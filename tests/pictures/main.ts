import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "@evalboard/client";
import type { Browser, Page } from "playwright-core";
import { findChromium } from "../src/harness/find-chromium.ts";
import { launchBrowser } from "../src/harness/launch-browser.ts";
import { startServer } from "../src/harness/start-server.ts";
import { tempDir } from "../src/harness/temp-dir.ts";
import { writeIndex } from "./index-page.ts";
import { pagesOf, type PicturedPage } from "./pages.ts";

// Takes a picture of every page, in each theme and at each width, to be looked through one by one: `pnpm pictures`. What
// looks wrong no test knows.
const { values: flags } = parseArgs({
  options: {
    /** The folder; it is emptied. */
    out: { type: "string", default: join(import.meta.dirname, "../../.pictures") },
    /** A board that is served already, in the place of a demo of its own. */
    url: { type: "string" },
    /** Only pages whose name has this in it. */
    only: { type: "string", default: "" },
  },
});

/** A server that fills its cache, on a machine that has more to do. */
const PATIENCE_MS = 60_000;
const WIDTHS = [1440, 768, 390] as const;
const THEMES = ["light", "dark"] as const;
const HEIGHT = 900;

const out = resolve(flags.out);
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await using folder = await tempDir();
await using empty = await tempDir();
await using guarded = await tempDir();
const browser = await launchBrowser(await findChromium());

const taken: string[] = [];
if (flags.url === undefined) {
  await using demo = await startServer({ command: "demo", cwd: folder.path });
  await takeAll(browser, demo.url, await pagesOf(createClient({ url: demo.url })));
} else {
  await takeAll(browser, flags.url, await pagesOf(createClient({ url: flags.url })));
}
{
  await using server = await startServer({ cwd: empty.path });
  await takeAll(browser, server.url, [{ name: "empty-board", path: "/" }]);
}
{
  const env = { REQUIRE_KEY: "true", EVALBOARD_ADMIN_KEY: "q7Lr2xV9bT4mWc8ZkE5nYs1Jd6Hf3Ga0" };
  await using server = await startServer({ cwd: guarded.path, env });
  await takeAll(browser, server.url, [{ name: "sign-in", path: "/" }]);
}
await browser.close();
await writeFile(join(out, "index.html"), writeIndex(taken, WIDTHS, THEMES));
process.stdout.write(
  `${taken.length * WIDTHS.length * THEMES.length} pictures: ${join(out, "index.html")}\n`,
);

async function takeAll(of: Browser, url: string, pages: readonly PicturedPage[]): Promise<void> {
  const wanted = pages.filter(({ name }) => name.includes(flags.only));
  taken.push(...wanted.map(({ name }) => name));
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      const context = await of.newContext({ viewport: { width, height: HEIGHT }, colorScheme });
      const page = await context.newPage();
      for (const { name, path } of wanted) {
        const said = (text: string) => process.stderr.write(`${name}, ${width}, ${colorScheme}: ${text}\n`);
        page.removeAllListeners("console");
        page.on("console", (message) => {
          if (["error", "warning"].includes(message.type())) said(message.text());
        });
        await page.goto(url + path, { waitUntil: "networkidle" });
        const onTheWay = page.locator(".animate-pulse, main [aria-busy=true]").first();
        await onTheWay
          .waitFor({ state: "detached", timeout: PATIENCE_MS })
          .catch(() => said("still on the way"));
        // Of charts that draw in the next frame.
        await page.waitForTimeout(400);
        await growToRows(page, width);
        const wide = Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth"));
        if (wide > 0) said(`${wide} px wider than the screen`);
        await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        await page.setViewportSize({ width, height: HEIGHT });
      }
      await context.close();
    }
  }
}

/** A long list draws only the rows near the screen: a page that has one is taken on a screen as high as the page. */
async function growToRows(page: Page, width: number): Promise<void> {
  if ((await page.locator("li[aria-setsize]").count()) === 0) return;
  const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
  await page.setViewportSize({ width, height: Math.min(height, 15_000) });
  await page.waitForTimeout(400);
}
