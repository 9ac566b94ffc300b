import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { findChromium } from "../../src/harness/find-chromium.ts";
import { launchBrowser } from "../../src/harness/launch-browser.ts";
import { startServer } from "../../src/harness/start-server.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn, median } from "../harness/in-turn.ts";
import { type Answers, openView } from "../page/open-view.ts";
import { staticCopy } from "../page/static-copy.ts";

const ROUNDS = 9;
/** JavaScript of the first view, kB of 1 000 bytes, gzip. */
const MOST_KB = 170;
/** After this long nothing moves any more, ms. */
const SETTLED_MS = 1_500;
/** As slow as an old phone. */
const SLOWER = 4;
const SWITCHES = 20;
/** No task of a switch should take longer, ms. */
const MOST_TASK_MS = 100;

/** The demo board in Chromium, asked for with an empty cache: what is shipped, and what it takes to draw and to switch. */
export async function page(bench: Bench): Promise<Row[]> {
  const folder = await bench.folder();
  bench.say("filling the demo board");
  await using server = await startServer({ command: "demo", cwd: folder });
  const browser = await launchBrowser(await findChromium());
  try {
    bench.noteEngine("Chromium", browser.version());
    const { canvases, answers } = await firstView(browser, server.url);
    const copy = await staticCopy(server.url, [...new Set(answers.map(({ path }) => path))], folder);
    try {
      return [
        ...(await scriptBytes(server.url, answers)),
        ...(await times(browser, server.url, copy.url, canvases)),
        ...(await switches(browser, server.url)),
      ];
    } finally {
      await copy.stop();
    }
  } finally {
    await browser.close();
  }
}

/** How many charts there are in the end, and what was asked for until they were drawn. */
async function firstView(browser: Browser, url: string): Promise<{ canvases: number; answers: Answers }> {
  await using view = await openView(browser, url);
  await setTimeout(2 * SETTLED_MS);
  const canvases = Number(await view.page.evaluate("drawing.canvases()"));
  if (canvases === 0) throw new Error("no chart is on the board");
  return { canvases, answers: await view.answers(await view.drawnMs(canvases)) };
}

async function scriptBytes(url: string, answers: Answers): Promise<Row[]> {
  const scripts = answers.filter(({ path }) => path.endsWith(".js"));
  const gzipped = { page: 0, charts: 0 };
  for (const { path } of scripts) {
    const text = await (await fetch(url + path)).arrayBuffer();
    const part = path.includes("/charts-") ? "charts" : "page";
    gzipped[part] += gzipSync(Buffer.from(text), { level: 9 }).length;
  }
  const sum = (parts: Answers) => parts.reduce((bytes, part) => bytes + part.bytes, 0) / 1_000;
  const inKb = (bytes: number) => ({ value: bytes / 1_000, unit: "kB" }) as const;
  const ours = inKb(gzipped.page + gzipped.charts);
  return [
    row("JavaScript until the first paint, gzip", inKb(gzipped.page), {
      ...ours,
      of: "with the charts' chunk, which comes after it",
    }),
    row(
      "JavaScript of the first view, gzip",
      ours,
      { value: MOST_KB, unit: "kB", of: "aimed at" },
      { most: 1 },
    ),
    row(
      "JavaScript on the wire",
      { value: sum(scripts), unit: "kB" },
      { value: sum(answers), unit: "kB", of: "in all" },
    ),
  ];
}

async function times(browser: Browser, url: string, copyUrl: string, canvases: number): Promise<Row[]> {
  const mainThread: { loadMs: number; switchMs: number }[] = [];
  const { drawn, fetched } = await inTurn(
    { rounds: ROUNDS },
    {
      drawn: async () => {
        await using view = await openView(browser, url);
        const ms = await view.drawnMs(canvases);
        await setTimeout(SETTLED_MS);
        const loadMs = await view.mainThreadMs();
        await view.page.getByRole("link", { name: "90 days" }).click();
        await setTimeout(SETTLED_MS);
        mainThread.push({ loadMs, switchMs: (await view.mainThreadMs()) - loadMs });
        return ms;
      },
      fetched: () => fetchedMs(browser, copyUrl),
    },
  );
  const middle = (figure: "loadMs" | "switchMs") => median(mainThread.slice(1).map((both) => both[figure]));
  return [
    row(
      "until all charts are drawn",
      { value: drawn, unit: "ms" },
      { value: fetched, unit: "ms", of: "same bytes, nothing run" },
      { most: 4 },
    ),
    row(
      "main thread on a switch of the period",
      { value: middle("switchMs"), unit: "ms" },
      { value: middle("loadMs"), unit: "ms", of: "on the first view" },
    ),
  ];
}

/** Switches of the period by key, of periods that were looked at before. */
async function switches(browser: Browser, url: string): Promise<Row[]> {
  await using view = await openView(browser, url);
  const { keyboard } = view.page;
  for (const key of ["1", "2", "3", "4", "5", "2"]) {
    await setTimeout(SETTLED_MS);
    await keyboard.press(key);
  }
  await setTimeout(SETTLED_MS);
  await view.slowDown(SLOWER);
  const longest: number[] = [];
  for (let turn = 1; turn <= SWITCHES; turn++) {
    const change = () => keyboard.press(String(2 + (turn % 3)));
    longest.push(await view.longestTaskMs(change, 2_000));
  }
  const figure = "longest task of a switch, a quarter of the processor";
  const against = { value: MOST_TASK_MS, unit: "ms", of: "aimed at" } as const;
  const ms = (value: number) => ({ value, unit: "ms" }) as const;
  return [
    row(`${figure}, median of ${SWITCHES}`, ms(median(longest)), against),
    row(`${figure}, largest of ${SWITCHES}`, ms(Math.max(...longest)), against, { most: 1 }),
  ];
}

/** When the last of the same bytes was there. */
async function fetchedMs(browser: Browser, url: string): Promise<number> {
  await using view = await openView(browser, url);
  await view.page.waitForLoadState("load");
  await setTimeout(SETTLED_MS / 3);
  return Number(
    await view.page.evaluate(
      "Math.max(...performance.getEntries().map((entry) => entry.responseEnd ?? entry.startTime))",
    ),
  );
}
