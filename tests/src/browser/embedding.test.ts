import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { recordRun } from "@evalboard/client";
import type { Response } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { buildPage, PAGE_ORIGIN, servePage, type Asked, type BuiltPage } from "../harness/built-page.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const require = createRequire(import.meta.url);
const repository = join(import.meta.dirname, "../../..");
const server = useServer();
const browser = useBrowser();

const DAY_MS = 24 * 3_600_000;
const scores = [0.5, 0.75, 1];

beforeAll(async () => {
  for (const [daysAgo, score] of scores.entries()) {
    const at = new Date(Date.now() - daysAgo * DAY_MS - 1_000).toISOString();
    await recordRun(server.client, {
      start: {
        externalId: `run-${daysAgo}`,
        startedAt: at,
        model: { provider: "openai", name: "gpt-4o" },
        dataset: { name: "capitals" },
        prompt: { name: "capitals", text: "Name the capital." },
      },
      results: [{ itemKey: "france", score }],
      end: { status: "completed", at },
    });
  }
});

describe("the hooks in somebody else's page", () => {
  let files: BuiltPage;
  beforeAll(async () => {
    const input = require.resolve("@evalboard/react/testing");
    files = await buildPage({
      configFile: false,
      root: dirname(input),
      build: { rolldownOptions: { input } },
    });
  });

  /** The page, what it asks, and how long its first board stays fresh, ms. Its clock goes on only when it is told to. */
  async function openPage(search = "") {
    let served: Asked | undefined;
    const replies: Response[] = [];
    const { page, faults } = await browser.open(`${PAGE_ORIGIN}/${search}`, async (fresh) => {
      await fresh.clock.install();
      await fresh.clock.pauseAt(Date.now() + 60_000);
      served = await servePage(fresh, files, server.url);
      fresh.on("response", (response) => {
        if (response.url().includes("stats.get")) replies.push(response);
      });
    });
    const said = async (label: string) => {
      await page.clock.runFor(1);
      return page.getByLabel(label).allTextContents();
    };
    const freshForMs = async () => {
      await expect.poll(() => said("Runs")).toEqual(["3"]);
      const [{ result }] = await replies[0]!.json();
      return Number(result.data.freshForMs);
    };
    const { asked, keys } = served!;
    const boards = () => asked("stats.get");
    return { page, faults, said, freshForMs, boards, models: () => asked("stats.model"), keys };
  }

  it("ask once, whoever asks the same, and again when the answer's minute is over", async () => {
    const { page, said, freshForMs, boards } = await openPage();
    const untilOver = await freshForMs();
    expect(boards()).toBe(1);

    await page.getByRole("button", { name: "Ask once more" }).click();
    await expect.poll(() => said("Runs")).toEqual(["3", "3"]);
    await page.clock.fastForward(untilOver - 10_000);
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    await expect.poll(() => said("Runs")).toEqual(["3", "3"]);
    expect(boards()).toBe(1);

    await page.clock.fastForward(10_000);
    await expect.poll(async () => [await said("Runs"), boards()]).toEqual([["3", "3"], 2]);
  });

  it("ask nothing in a tab that nobody sees, and at once when it is seen again", async () => {
    const { page, said, freshForMs, boards } = await openPage();
    await freshForMs();
    const see = (state: string) =>
      page.evaluate(`
        Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
        window.dispatchEvent(new Event('visibilitychange'));
      `);
    await see("hidden");
    await page.clock.runFor(300_000);
    await said("Runs");
    expect(boards()).toBe(1);
    await see("visible");
    await expect.poll(async () => [await said("Runs"), boards()]).toEqual([["3"], 2]);
  });

  it("say what the server refused, and do not ask again", async () => {
    const { page, said, models } = await openPage();
    await expect.poll(() => said("Stranger")).toEqual(["404"]);
    await page.clock.runFor(30_000);
    expect([await said("Stranger"), models()]).toEqual([["404"], 1]);
  });

  it("leave the page its own cache, and keep answers there where they are told to", async () => {
    const apart = await openPage();
    await apart.freshForMs();
    expect(await apart.said("Cache")).toEqual(["own, 0 boards"]);
    const together = await openPage("?cache=page");
    await together.freshForMs();
    await expect.poll(() => together.said("Cache")).toEqual(["own, 1 boards"]);
    expect(together.boards()).toBe(1);
  });

  it("send the key that they are given, and none by themselves", async () => {
    const open = await openPage();
    await open.freshForMs();
    expect(new Set(open.keys())).toEqual(new Set([undefined]));
    const known = await openPage("?key=s3cret");
    await known.freshForMs();
    expect(new Set(known.keys())).toEqual(new Set(["Bearer s3cret"]));
  });

  it("say that there is no provider around them", async () => {
    const { faults } = await openPage("?unconnected");
    await expect.poll(() => faults.join("\n")).toContain("There is no <EvalBoardProvider url=…>");
  });
});

describe("the example of another team's page", () => {
  let files: BuiltPage;
  beforeAll(async () => {
    files = await buildPage({ root: join(repository, "examples/embed") });
  });

  it.each(appearances)("draws a model's scores, $colorScheme at $width", async (appearance) => {
    const { page, faults } = await browser.open(`${PAGE_ORIGIN}/?model=gpt-4o`, async (fresh) => {
      await fresh.emulateMedia({ colorScheme: appearance.colorScheme });
      await fresh.setViewportSize({ width: appearance.width, height: 900 });
      await servePage(fresh, files, server.url);
    });
    await page.getByText("0.750").first().waitFor();
    const table = page.getByRole("table", { name: "Mean score per day" });
    const cells = await table.getByRole("cell").allTextContents();
    expect(cells.filter((cell) => cell !== "no runs")).toEqual(["1.000", "0.750", "0.500"]);
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "7d" }).click();
    await expect.poll(() => table.getByRole("cell").count()).toBeLessThan(cells.length);
    expect(faults).toEqual([]);
  });

  it("says that the board knows no such model", async () => {
    const { page } = await browser.open(`${PAGE_ORIGIN}/?model=gpt-0`, async (fresh) => {
      await servePage(fresh, files, server.url);
    });
    await page.getByText("No run of gpt-0 is on the board yet.").waitFor();
  });
});
