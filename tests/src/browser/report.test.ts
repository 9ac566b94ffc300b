import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { recordRun } from "@evalboard/client";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { runCli } from "../harness/run-cli.ts";
import { tempDir } from "../harness/temp-dir.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

/** A name that would end the script that it stands in, hide, and turn the text around it. */
const HOSTILE = "</script><script>window.stolen=1</script>\u202Egpj.\u200Bmodel";

describe("a board as a file", () => {
  const server = useServer();
  const browser = useBrowser();

  /** Without a network, and with all that it asks for all the same. */
  const offline = (asked: string[]) => async (page: Page) => {
    await page.context().setOffline(true);
    page.on("request", (request) => asked.push(request.url()));
  };

  it("opens from a disk without a network, and shows what the board shows", async () => {
    for (const [model, scores] of [
      ["swift", [1, 1, 1]],
      [HOSTILE, [0, 1, 0]],
    ] as const) {
      for (const dataset of ["capitals", "rivers"]) {
        await recordRun(server.client, {
          start: {
            externalId: `${dataset} ${model.length}`,
            model: { provider: "acme", name: model },
            dataset: { name: dataset },
            prompt: { name: "ask", text: "{{q}}" },
            label: "main",
          },
          results: scores.map((score, item) => ({ itemKey: `${item}`, score, latencyMs: 100 + item })),
        });
      }
    }
    await using folder = await tempDir();
    const file = join(folder.path, "board.html");
    const args = ["report", "--out", file, "--period", "30d", "--label", "main", "--json"];
    const { code, stdout, stderr } = await runCli(args, {
      EVALBOARD_URL: server.url,
      EVALBOARD_KEY: "evb_this_is_said_to_nobody",
    });
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ file, runs: 4, items: 12, timeZone: "UTC" });
    expect((await stat(file)).size).toBeLessThan(1_500_000);
    const written = await readFile(file, "utf8");
    // Half a megabyte is no message of a test that fails.
    expect(written.includes("evb_this")).toBe(false);
    // Read without its scripts, as a program for mail does.
    expect(/<noscript><pre id="text">[^<]*only runs with label main/.test(written)).toBe(true);

    const asked: string[] = [];
    const { page, faults } = await browser.open(pathToFileURL(file).href, offline(asked));
    await page.getByText("A copy as of").waitFor();
    await page.getByText("4 completed runs, 12 evaluated items").waitFor();
    await page.getByText("only runs with label main").waitFor();
    const summary = page.getByRole("region", { name: "Summary" });
    expect((await summary.getByRole("definition").allTextContents())[0]).toContain("4");
    // Drawn, and not only listed.
    await expect
      .poll(() => page.locator("canvas").evaluateAll((all) => all.map((canvas) => canvas.clientWidth > 100)))
      .toEqual(expect.arrayContaining([true, true]));
    expect(await page.textContent("main")).not.toMatch(/[\u202E\u200B]/);
    expect(await page.evaluate("window.stolen")).toBeUndefined();
    expect(await page.locator("main a").count()).toBe(0);
    for (const { colorScheme, width } of appearances) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFaults(page)).toEqual([]);
    }
    expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([pathToFileURL(file).href]);
    expect(faults).toEqual([]);
  });

  it("leads to the board where its readers can reach it, and says no more of the address than that", async () => {
    await using folder = await tempDir();
    const file = join(folder.path, "board.html");
    const link = "https://reader:hunter2@board.example/?key=1";
    const { code } = await runCli(["report", "--out", file, "--link", link], { EVALBOARD_URL: server.url });
    expect(code).toBe(0);
    expect((await readFile(file, "utf8")).includes("hunter2")).toBe(false);
    const { page, faults } = await browser.open(pathToFileURL(file).href, offline([]));
    const model = page.getByRole("main").getByRole("link", { name: "swift", exact: true }).first();
    expect(await model.getAttribute("href")).toMatch(
      /^https:\/\/board\.example\/models\/[\da-f-]{36}\?period=7d$/,
    );
    expect(faults).toEqual([]);
  });

  it("is not written where the server is away, and what was there stays", async () => {
    await using folder = await tempDir();
    const { code, stdout, stderr } = await runCli(["report", "--out", join(folder.path, "board.html")], {
      EVALBOARD_URL: "http://127.0.0.1:9",
    });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^no report was written: cannot reach the server at http:\/\/127\.0\.0\.1:9/);
    expect((await runCli(["report"])).code).toBe(2);
  });
});
