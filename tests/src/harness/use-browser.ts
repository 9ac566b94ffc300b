import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { launchBrowser } from "./launch-browser.ts";

/** A page, and what went wrong in it so far: console errors and warnings, exceptions, failed requests. */
export interface OpenPage {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** What is done to a page before it goes anywhere. */
export type Prepare = (page: Page) => Promise<void>;

/** A browser of this block's own, from before its first test until after its last. */
export function useBrowser(): { open(url: string, prepare?: Prepare): Promise<OpenPage> } {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(inject("chromiumPath"));
  });
  afterAll(() => browser.close());

  return { open: (url, prepare) => openPage(browser, url, prepare) };
}

/** How long a page may take to show what is waited for, ms: a busy machine is no reason to fail. */
const PATIENCE_MS = 120_000;

/** Opens the address in a fresh profile. */
async function openPage(browser: Browser, url: string, prepare?: Prepare): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: "America/New_York",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    // Of a page that is slow to take the figures that it asked for early, as a busy machine makes it.
    if (/\/trpc\/stats\.get\S* was preloaded using link preload but not used/.test(message.text())) return;
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  await prepare?.(page);
  await page.goto(url);
  return { page, faults };
}
