import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { z } from "zod";

const noteDrawing = fileURLToPath(new URL("./note-drawing.js", import.meta.url));

const ASK_AGAIN_MS = 50;
const MOST_ASKS = 600;

/** An answer that the page asked for, and its bytes on the wire. */
const Answers = z.array(z.object({ path: z.string(), bytes: z.number() }));
export type Answers = z.infer<typeof Answers>;

/** A page of its own, with nothing in its cache. */
export interface View extends AsyncDisposable {
  readonly page: Page;
  /** Waits until so many canvases are drawn; gives when they were, ms since the page was asked for. */
  drawnMs(canvases: number): Promise<number>;
  /** What was asked for before that time. */
  answers(beforeMs: number): Promise<Answers>;
  /** What the page's main thread has worked so far, ms. */
  mainThreadMs(): Promise<number>;
  /** Makes the processor of the page so many times slower. */
  slowDown(times: number): Promise<void>;
  /** The longest task of what `work` brings about within so many ms, ms; 0 where none took 50. */
  longestTaskMs(work: () => Promise<void>, withinMs: number): Promise<number>;
}

/** Opens an address in a profile of its own. */
export async function openView(browser: Browser, url: string): Promise<View> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript({ path: noteDrawing });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  await page.goto(url);
  return { page, ...readings(page, devtools), [Symbol.asyncDispose]: () => closed(context) };
}

function readings(page: Page, devtools: CDPSession) {
  return {
    // Asked again and again from here: the board's content security policy keeps pages from waiting for a text.
    drawnMs: async (canvases: number) => {
      for (let asked = 0; asked < MOST_ASKS; asked++) {
        const drawnMs = Number(await page.evaluate(`drawing.firstMs(${canvases})`));
        if (drawnMs > 0) return drawnMs;
        await setTimeout(ASK_AGAIN_MS);
      }
      throw new Error(`no ${canvases} charts were drawn at ${page.url()}`);
    },
    answers: async (beforeMs: number) => Answers.parse(await page.evaluate(`drawing.answers(${beforeMs})`)),
    mainThreadMs: async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    },
    slowDown: async (rate: number) => void (await devtools.send("Emulation.setCPUThrottlingRate", { rate })),
    longestTaskMs: async (work: () => Promise<void>, withinMs: number) => {
      const begunMs = Number(await page.evaluate("performance.now()"));
      await work();
      await setTimeout(withinMs);
      return Number(await page.evaluate(`drawing.longestTaskMs(${begunMs})`));
    },
  };
}

async function closed(context: BrowserContext): Promise<void> {
  await context.close();
}
