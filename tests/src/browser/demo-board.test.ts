import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Period, RankedDataset, RankedModel } from "@evalboard/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { openEvidence } from "../harness/open-evidence.ts";
import { signedScore } from "../harness/signed-score.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const integer = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent", minimumFractionDigits: 1 });
/** Not `toFixed`, which rounds what 0.8875 is in binary. */
const threePlaces = new Intl.NumberFormat("en-US", { minimumFractionDigits: 3, maximumFractionDigits: 3 });

const places = ({ rankRange }: RankedModel | RankedDataset) => {
  if (rankRange === null) return "";
  const { best, worst } = rankRange;
  return best === worst ? `${best}` : `${best}–${worst}`;
};

/** What stands below a dataset's name. */
const marks = ({ models, saturated, silentItems, comparedItems }: RankedDataset) =>
  [
    models === 1 ? "one model alone" : `${models} models`,
    saturated ? "saturated" : "",
    silentItems === 0
      ? ""
      : `${silentItems} of ${comparedItems} items ${silentItems === 1 ? "tells" : "tell"} no models apart`,
  ].join("");

/** Of a matrix's row or column. */
const standing = ({ rankRange, adjustedScore, ...of }: RankedModel | RankedDataset) => {
  if (rankRange === null) return "not ranked";
  const { best, worst } = rankRange;
  const place = best === worst ? `place ${best}` : `between place ${best} and ${worst}`;
  const score = threePlaces.format(adjustedScore!);
  return `${places({ rankRange, adjustedScore, ...of })} · ${score}${place}, adjusted score ${score}`;
};

describe("the demo board in a browser", () => {
  const server = useServer({ command: "demo" });
  const browser = useBrowser();

  /** What the board says now, read as a screen reader would. */
  const figuresOf = async (page: Page) => {
    const table = page.getByRole("table", { name: "Completed runs per" });
    const bars = (await table.getByRole("cell").allTextContents()).map((text) =>
      Number(text.replaceAll(",", "")),
    );
    const region = page.getByRole("region", { name: "Summary" });
    return { bars, summary: await region.getByRole("definition").allTextContents() };
  };

  const expectFiguresOf = async (page: Page, period: Period) => {
    const { runsOverTime, summary } = await server.client.stats.get.query(period);
    await expect
      .poll(() => figuresOf(page))
      .toMatchObject({
        bars: runsOverTime.map((bucket) => bucket.runs),
        summary: expect.arrayContaining([
          integer.format(summary.runs),
          threePlaces.format(summary.averageScore!),
          `${integer.format(summary.passedItems)} of ${integer.format(summary.scoredItems)}`,
        ]),
      });
  };

  it("shows what the API says, and other figures for another period, by click, key and address", async () => {
    const { page, faults } = await browser.open(`${server.url}/`);
    await expectFiguresOf(page, "7d");

    await page.getByRole("link", { name: "30 days" }).click();
    await expectFiguresOf(page, "30d");
    expect(new URL(page.url()).search).toBe("?period=30d");

    await page.getByRole("link", { name: "90 days" }).focus();
    await page.keyboard.press("Enter");
    await expectFiguresOf(page, "90d");

    await page.goBack();
    await expectFiguresOf(page, "30d");
    await page.goto(`${server.url}/?period=all`);
    await expectFiguresOf(page, "all");
    expect(faults).toEqual([]);
  });

  it("answers its four questions first, each with a mark and the way to its evidence", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    const { answers } = await server.client.stats.get.query("30d");
    const section = (name: string) => page.getByRole("region", { name, exact: true });
    const { models, datasets, latency, prompts } = answers;
    const said = (name: string) => section(name).getByRole("paragraph").first().textContent();
    await expect.poll(() => said("Models")).toContain(`${models.subject!.provider}/${models.subject!.name} `);
    expect(await said("Models")).toContain(threePlaces.format(models.figure!));
    expect(await said("Datasets")).toContain(`${datasets.subject!.name} `);
    expect(await said("Latency")).toContain(`within ${latency.pairs} pairs of model and dataset`);
    expect(await said("Prompts")).toContain(`${prompts.subject!.name} v${prompts.subject!.newer} `);
    expect(await section("Models").textContent()).toMatch(/^Models(One leads|Tied)/);
    const { improved, worse } = prompts.counts;
    expect([improved > 0, worse > 0]).toEqual([true, true]);
    expect(await section("Prompts").textContent()).toContain(`Prompts${improved} improved, ${worse} worse`);
    for (const name of ["Models", "Datasets", "Latency", "Prompts"]) {
      const box = await section(name).getByRole("paragraph").first().boundingBox();
      expect([name, box!.y + box!.height < 900]).toEqual([name, true]);
    }
    const about = (topic: string) => page.getByRole("link", { name: `behind the answer on ${topic}` });

    await about("models").click();
    await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
    const { evidence } = answers.models;
    const runs = new URL(page.url()).searchParams;
    expect(evidence).toMatchObject({
      completedFrom: runs.get("completedFrom"),
      completedTo: runs.get("completedTo"),
    });
    await page.goBack();
    await about("prompts").click();
    await page.getByRole("region", { name: "Verdict" }).waitFor();
    const compared = new URL(page.url()).searchParams;
    expect(answers.prompts.evidence).toMatchObject({
      baseline: { promptVersionId: compared.get("baseline.promptVersionId") },
      candidate: { promptVersionId: compared.get("candidate.promptVersionId") },
    });
    expect(faults).toEqual([]);
  });

  /** The text of each row's cells. */
  const rowsOf = async (page: Page, name: string) => {
    const rows = await page.getByRole("table", { name, exact: true }).locator("tbody tr:has(td)").all();
    return Promise.all(rows.map((row) => row.locator(":scope > *").allTextContents()));
  };

  it("lists models and datasets as the API ranks them", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    const { topModels, hardestDatasets, topDatasets } = await server.client.stats.get.query("30d");
    await openEvidence(page);
    await expect.poll(() => rowsOf(page, "Top models")).toHaveLength(topModels.length);
    for (const [index, [name, adjusted, mean, , , runs]] of (await rowsOf(page, "Top models")).entries()) {
      const model = topModels[index]!;
      expect(name).toBe(`${places(model)}${model.name}${model.provider}`);
      expect(adjusted).toContain(
        model.apart === null ? threePlaces.format(model.adjustedScore!) : "to rank it",
      );
      expect(mean).toContain(threePlaces.format(model.averageScore!));
      expect(runs).toContain(integer.format(model.runs));
    }
    const hardest = await rowsOf(page, "Hardest datasets");
    expect(hardest.map(([name]) => name)).toEqual(
      hardestDatasets.map((dataset) => `${places(dataset)}${dataset.name}${marks(dataset)}`),
    );
    const used = await rowsOf(page, "Most used datasets");
    expect(used.map(([name]) => name)).toEqual(
      topDatasets.map((dataset) => `${dataset.name}${marks(dataset)}`),
    );
    // The first figure of the cell, which begins with its label.
    expect(used.map(([, score]) => /\d\.\d+/.exec(score!)?.[0].slice(0, 5))).toEqual(
      topDatasets.map(({ averageScore }) => threePlaces.format(averageScore!)),
    );
    expect(hardestDatasets[0]!.name).toBe("calendar-puzzles");
    expect(faults).toEqual([]);
  });

  it("says of each prompt change what the API says, and tells the story of the demo", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    const { promptChanges, testedPromptChanges } = await server.client.stats.get.query("30d");
    const judged = promptChanges.filter(({ verdict }) => verdict !== null);
    await openEvidence(page);
    await expect.poll(() => rowsOf(page, "Prompt changes")).toHaveLength(judged.length);
    for (const [index, cells] of (await rowsOf(page, "Prompt changes")).entries()) {
      const change = judged[index]!;
      const [prompt, verdict, difference, pValue, runs] = cells;
      expect(prompt).toContain(`${change.name}v${change.older.number} → v${change.newer.number}`);
      expect(verdict!.toLowerCase()).toContain(change.verdict);
      const { low, high } = change.interval!;
      expect(difference).toContain(
        `${signedScore(change.difference!)}95% CI ${signedScore(low)} to ${signedScore(high)}`,
      );
      const p = change.adjustedPValue!;
      // Just below 0.05 it has a fourth place, rounded down.
      const rounded = p < 0.05 ? Math.min(p, 0.0494) : p;
      expect(pValue).toContain(p < 0.0005 ? "<0.001" : rounded.toFixed(3));
      const [older, newer] = [change.older, change.newer].map((side) => integer.format(side.comparedRuns));
      expect(runs).toContain(`${older} vs ${newer}in ${change.strata} `);
      expect(runs).toContain(`${integer.format(change.sharedItems)} of `);
    }
    await page.getByText(`corrected for the ${testedPromptChanges} prompts tested (Holm)`).waitFor();
    const verdicts = new Map(promptChanges.map(({ name, verdict }) => [name, verdict]));
    expect(verdicts.get("extract-fields")).toBe("improved");
    expect(verdicts.get("answer-briefly")).toBe("no clear change");
    expect(faults).toEqual([]);
  });

  it("leads from a change to the runs of a version, and to the comparison", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=7d`);
    const { promptChanges } = await server.client.stats.get.query("7d");
    // Those with nothing to compare are folded below.
    const { name, newer, older } = promptChanges.find(({ verdict }) => verdict !== null)!;
    await openEvidence(page);
    const row = page.getByRole("table", { name: "Prompt changes" }).getByRole("row").nth(1);
    await row
      .getByRole("link", { name: integer.format(newer.comparedRuns), exact: true })
      .last()
      .click();
    await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
    await page.getByText(`${name} v${newer.number}`).first().waitFor();
    const shown = new URL(page.url()).searchParams;
    expect(shown.get("promptVersionId")).toBe(newer.promptVersionId);
    expect(shown.get("status")).toBe("completed");
    expect(shown.has("completedFrom")).toBe(false);

    await page.goBack();
    await openEvidence(page);
    await row.getByRole("link", { name: /^compare/ }).click();
    await page.waitForURL(/\/compare/);
    const compared = new URL(page.url()).searchParams;
    expect(compared.get("baseline.promptVersionId")).toBe(older.promptVersionId);
    expect(compared.get("candidate.promptVersionId")).toBe(newer.promptVersionId);
    expect(faults).toEqual([]);
  });

  it("leads from a count of runs to exactly those runs, and from a name to its page", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=7d`);
    const { hardestDatasets, window } = await server.client.stats.get.query("7d");
    const { runs, name, datasetId } = hardestDatasets[0]!;
    await openEvidence(page);
    const row = page.getByRole("table", { name: "Hardest datasets" }).getByRole("row").nth(1);
    await row.getByRole("link", { name: integer.format(runs), exact: true }).click();
    await page
      .getByText(runs <= 50 ? `${runs} runs` : "50 runs shown, more below", { exact: true })
      .waitFor();
    const search = new URL(page.url()).searchParams;
    expect(search.get("completedFrom")).toBe(window.from);
    expect(search.get("completedTo")).toBe(window.to);
    await page.getByRole("button", { name: /Remove the filter Completed/ }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("completedFrom")).toBe(false);
    expect(new URL(page.url()).searchParams.get("datasetId")).toBe(datasetId);

    await page.goto(`${server.url}/?period=7d`);
    await openEvidence(page);
    await row.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(page.url()).toBe(`${server.url}/datasets/${datasetId}?period=7d`);
    expect(faults).toEqual([]);
  });

  it("says a step of a chart and leads to its runs, by keys alone", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=7d`);
    const { runsOverTime } = await server.client.stats.get.query("7d");
    const chart = page.getByRole("slider", { name: "Completed runs per day" });
    const words = () => chart.getAttribute("aria-valuetext");
    await chart.waitFor();
    expect(await page.evaluate('Chart.registry.plugins.get("unfinished")?.id')).toBe("unfinished");
    await page.getByRole("region", { name: "Runs over time" }).getByRole("button").last().focus();
    await page.keyboard.press("Tab");
    await expect.poll(words).toMatch(new RegExp(`, Runs: ${runsOverTime.at(-1)!.runs}$`));
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    const step = runsOverTime.at(-3)!;
    await expect.poll(words).toMatch(new RegExp(`, Runs: ${step.runs}$`));

    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
    const search = new URL(page.url()).searchParams;
    expect([search.get("completedFrom"), search.get("completedTo")]).toEqual([step.from, step.to]);
    expect(faults).toEqual([]);
  });

  /** A way to the middle of one step of a chart, by its slider. */
  const middleOf = async (page: Page, chart: string, step: number, steps: number) => {
    const slider = page.getByRole("slider", { name: chart });
    await slider.scrollIntoViewIfNeeded();
    const box = (await slider.boundingBox())!;
    // Left of the first step is the axis, some 50 px.
    return [box.x + 50 + ((box.width - 50) * (step + 0.5)) / steps, box.y + box.height / 2] as const;
  };

  it("zooms to what is dragged over in a chart, says so on a chip, and the chip leads back", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=7d`);
    await expectFiguresOf(page, "7d");
    const chart = "Completed runs per day";
    await page.mouse.move(...(await middleOf(page, chart, 1, 7)));
    await page.mouse.down();
    await page.mouse.move(...(await middleOf(page, chart, 2, 7)));
    await page.mouse.move(...(await middleOf(page, chart, 3, 7)));
    await page.mouse.up();
    const { runsOverTime } = await server.client.stats.get.query("7d");
    const days = [1, 3].map((step) => runsOverTime[step]!.from.slice(0, 10));
    await page.waitForURL((url) => url.search === `?from=${days[0]}&to=${days[1]}`);
    await expectFiguresOf(page, `${days[0]!}/${days[1]!}`);

    await page.getByRole("link", { name: "Take away the range" }).click();
    await expectFiguresOf(page, "7d");
    expect(faults).toEqual([]);
  });

  it("zooms by keys alone, and to days that are typed", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=7d`);
    const { runsOverTime } = await server.client.stats.get.query("7d");
    const days = runsOverTime.map(({ from }) => from.slice(0, 10));
    const chart = page.getByRole("slider", { name: "Completed runs per day" });
    await chart.waitFor();
    await page.getByRole("region", { name: "Runs over time" }).getByRole("button").last().focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(() => chart.getAttribute("aria-valuetext")).toMatch(/chosen, Enter zooms in/);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.search === `?from=${days.at(-4)!}&to=${days.at(-2)!}`);

    await page.getByRole("button", { name: "From one day to another…" }).press("Enter");
    await page.getByLabel("From", { exact: true }).fill(days[1]!);
    await page.getByLabel("to", { exact: true }).fill(days[0]!);
    await page.getByText("It ends before it begins.").waitFor();
    await page.getByLabel("to", { exact: true }).fill(days[2]!);
    await page.keyboard.press("Enter");
    await expectFiguresOf(page, `${days[1]!}/${days[2]!}`);
    expect(faults).toEqual([]);
  });

  it("hands a chart over as a picture and as figures, and says where it may not be copied", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=7d`, async (opened) => {
      await opened.addInitScript("delete globalThis.ClipboardItem");
    });
    await page.getByRole("slider", { name: "Latency per day" }).waitFor();
    const taken = async (words: string) => {
      await page.getByRole("button", { name: "Take “Latency over time” elsewhere" }).press("Enter");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: words }).press("Enter"),
      ]);
      return [download.suggestedFilename(), await readFile(await download.path())] as const;
    };
    const [name, picture] = await taken("Picture (PNG)");
    expect([name, picture.subarray(1, 4).toString()]).toEqual(["Latency-over-time.png", "PNG"]);
    const { latencyOverTime } = await server.client.stats.get.query("7d");
    const [, figures] = await taken("Figures (CSV)");
    expect(figures.toString().trim().split("\r\n").slice(1)).toEqual(
      latencyOverTime.map(({ from, to, p50Ms, p95Ms }) => [from, to, p50Ms ?? "", p95Ms ?? ""].join(",")),
    );
    await page.getByRole("button", { name: "Take “Latency over time” elsewhere" }).press("Enter");
    await page.getByRole("menuitem", { name: "Copy as a picture" }).press("Enter");
    await page.getByText("save it as a PNG file").waitFor();
    expect(faults).toEqual([]);
  });

  it("comes in at most 150 kB of JavaScript, gzip, beside the charts, which come after it", async () => {
    const html = await (await fetch(server.url)).text();
    const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/gu)].map(([, path]) => path!);
    expect(scripts.length).toBeGreaterThan(2);
    const texts = await Promise.all(scripts.map(async (path) => (await fetch(server.url + path)).bytes()));
    const bytes = texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
    expect(bytes).toBeLessThan(150_000);
    expect(scripts.filter((path) => path.includes("charts"))).toEqual([]);
  });

  it("moves nothing while it loads, nor on a switch, and never blanks", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=7d`, async (opened) => {
      await opened.addInitScript(`globalThis.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
          .observe({ type: "layout-shift", buffered: true })`);
    });
    const shifted = async () => {
      // What was drawn is told after the next frame.
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
      return Number(await page.evaluate("shifts.reduce((sum, value) => sum + value, 0)"));
    };
    await expectFiguresOf(page, "7d");
    const onLoad = await shifted();
    expect(onLoad).toBeLessThan(0.02);
    const sentence = page.getByRole("region", { name: "Models", exact: true }).getByRole("paragraph").first();
    for (const [label, period] of [
      ["90 days", "90d"],
      ["24 hours", "24h"],
    ] as const) {
      await page.getByRole("link", { name: label }).click();
      expect(await sentence.count()).toBe(1);
      await expectFiguresOf(page, period);
    }
    expect((await shifted()) - onLoad).toBeLessThan(0.02);
    expect(faults).toEqual([]);
  });

  it("is busy on a switch until each of its parts, charts and tables shows the other period", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=90d`);
    await expectFiguresOf(page, "90d");
    const shown = `[
      document.querySelector("main [aria-busy]").textContent,
      ...Array.from(document.querySelectorAll("main canvas"), (it) => Chart.getChart(it).data.labels.join()),
    ]`;
    await page.evaluate(`globalThis.settled = [];
      new MutationObserver(() => {
        if (document.querySelector("main [aria-busy=true]") === null) settled.push(${shown});
      }).observe(document.querySelector("main"), { subtree: true, attributeFilter: ["aria-busy"] });`);
    await page.getByRole("link", { name: "7 days" }).click();
    await expectFiguresOf(page, "7d");
    await expect.poll(() => page.evaluate("settled.length")).toBeGreaterThan(0);
    // Time for whatever may still have been to do.
    await page.evaluate("new Promise((done) => setTimeout(done, 500))");
    const [settled, later] = await page.evaluate<[string[], string[]]>(`[settled[0], ${shown}]`);
    expect(settled.length).toBeGreaterThan(3);
    expect(settled).toEqual(later);
    expect(faults).toEqual([]);
  });

  it.each([
    ["", "7d"],
    ["?period=90d", "90d"],
  ] as const)(
    "asks for its figures once, and before its own code has come, at /%s",
    async (search, period) => {
      const { page, faults } = await browser.open("about:blank");
      const asked: string[] = [];
      const ofFigures = /\/trpc\/[^?]*stats\.get/;
      page.on("request", (request) => {
        if (ofFigures.test(request.url())) asked.push(request.url());
      });
      // Else they are asked for again at the end of their minute.
      await page.route(ofFigures, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace(/"freshForMs":\d+/, '"freshForMs":60000');
        await route.fulfill({ response, body });
      });
      const figures = page.waitForRequest(ofFigures);
      await page.route("**/assets/libraries-*.js", async (route) => {
        await figures;
        await route.continue();
      });
      await page.goto(`${server.url}/${search}`);
      await expectFiguresOf(page, period);
      expect(asked).toHaveLength(1);
      expect(faults).toEqual([]);
    },
  );

  it("writes figures as the reader's country does", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=all`, async (opened) => {
      await opened.addInitScript(
        `Object.defineProperty(navigator, "languages", { get: () => ["de-DE", "en"] })`,
      );
    });
    const { summary } = await server.client.stats.get.query("all");
    const german = new Intl.NumberFormat("de-DE");
    await page
      .getByRole("region", { name: "Summary" })
      .getByText(german.format(summary.runs), { exact: true })
      .waitFor();
    expect(faults).toEqual([]);
  });

  it("says since when the database is away", async () => {
    const { page } = await browser.open("about:blank");
    await page.route("**/trpc/stats.get**", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('"stale":false', '"stale":true');
      await route.fulfill({ response, body });
    });
    await page.goto(`${server.url}/?period=7d`);
    await page.getByText(/The database has not answered since \d\d:\d\d: figures as of/).waitFor();
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  it("prints its answers with all that they rest on, and no controls", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    await openEvidence(page);
    await page.getByRole("table", { name: "Top models" }).waitFor();
    for (const name of ["Models", "Datasets", "Prompts"]) {
      await page.getByRole("region", { name, exact: true }).getByRole("button", { expanded: true }).click();
    }
    await page.emulateMedia({ media: "print" });
    for (const name of ["Top models", "Hardest datasets", "Most used datasets", "Prompt changes"]) {
      await page.getByRole("table", { name, exact: true }).waitFor();
    }
    await expect.poll(() => page.getByRole("navigation").count()).toBe(0);
    expect(await page.getByRole("button", { expanded: false }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it("has a matrix of models by datasets with an address of its own, the same figures as the API's", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    await page.getByRole("link", { name: "Models × datasets" }).focus();
    await page.keyboard.press("Enter");
    const table = "Average score by model and dataset";
    const expectMatrixOf = async (period: Period) => {
      const { models, datasets, cells } = await server.client.stats.matrix.query(period);
      const byPair = new Map(cells.map((cell) => [`${cell.modelId} ${cell.datasetId}`, cell]));
      const expected = models.map((model) => [
        `${model.name}${model.provider}${standing(model)}`,
        ...datasets.map(({ datasetId }) => {
          const cell = byPair.get(`${model.modelId} ${datasetId}`);
          if (cell === undefined) return "–no runs";
          const runs = `${cell.runs} run${cell.runs === 1 ? "" : "s"}`;
          if (cell.averageScore === null) return `–no scored runs${runs}`;
          return `${threePlaces.format(cell.averageScore)}${percent.format(cell.passRate!)} pass${runs}`;
        }),
      ]);
      await expect.poll(() => rowsOf(page, table)).toEqual(expected);
    };
    await expectMatrixOf("30d");
    expect(new URL(page.url()).searchParams.get("tab")).toBe("matrix");
    await page.getByText("Of all runs: this view has no filter.").waitFor();
    await page.getByRole("columnheader", { name: "Model place · adjusted score" }).waitFor();

    await page.getByRole("link", { name: "7 days" }).click();
    await expectMatrixOf("7d");
    await page.goto(`${server.url}/?tab=matrix&period=90d`);
    await expectMatrixOf("90d");

    await page.getByRole("table", { name: table }).getByRole("cell").first().getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
    const { models, datasets } = await server.client.stats.matrix.query("90d");
    const search = new URL(page.url()).searchParams;
    expect(search.get("modelId")).toBe(models[0]!.modelId);
    expect(search.get("datasetId")).toBe(datasets[0]!.datasetId);
    expect(faults).toEqual([]);
  });

  it("explains each word where it stands, by pointer and by key", async () => {
    const { page, faults } = await browser.open(`${server.url}/`);
    const words = page.getByRole("region", { name: "Summary" }).getByRole("button");
    const bubble = (text: string) => page.getByRole("tooltip").filter({ hasText: text });
    await words.nth(1).hover();
    await bubble("asking the same twenty again").waitFor({ state: "attached" });
    await words.nth(1).focus();
    await page.keyboard.press("Tab");
    await bubble("the tool's own verdict").waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await bubble("the tool's own verdict").waitFor({ state: "detached" });
    expect(faults).toEqual([]);
  });

  it("opens a run from the list, and the result that was clicked", async () => {
    const { page, faults } = await browser.open(`${server.url}/runs`);
    const { runs } = await server.client.runs.list.query({ status: "completed", limit: 1 });
    const run = await server.client.runs.get.query({ runId: runs[0]!.id });
    await page.locator(`a[href="/runs/${run.id}"]`).click();
    await page.getByRole("heading", { level: 1, name: `${run.model.name} on ${run.dataset.name}` }).waitFor();
    await page.getByText(`${run.results} results`, { exact: true }).waitFor();

    const { results } = await server.client.runs.results.query({ runId: run.id, limit: 1 });
    await page.getByRole("button", { name: results[0]!.itemName ?? results[0]!.itemKey }).click();
    await page.getByText(results[0]!.output!, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
  });

  /** What axe finds with something open, in it alone where it is told what, in the light on a wide screen and in the dark on a narrow one. */
  const openFaults = async (page: Page, ...opened: readonly string[]) => {
    const found = [];
    // What is of another board is dimmed until its figures are there.
    await expect.poll(() => page.locator("main [aria-busy=true]").count()).toBe(0);
    for (const { colorScheme, width } of appearances) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await axeFaults(page, ...opened)));
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    return found;
  };
  const addressOf = (page: Page) => page.url().slice(server.url.length);

  it("goes everywhere by keys, none of which does anything while one types", async () => {
    const { page, faults } = await browser.open(`${server.url}/`);
    await expectFiguresOf(page, "7d");
    await page.keyboard.press("3");
    await expectFiguresOf(page, "30d");
    const isInRow = () => page.evaluate("document.activeElement.closest('[data-rows] > li') !== null");
    await page.keyboard.press("j");
    await expect.poll(isInRow).toBe(true);
    await page.keyboard.press("Shift+?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    expect(await openFaults(page, "[role=dialog]")).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(isInRow).toBe(true);

    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("g12?");
    const search = page.getByRole("searchbox");
    expect(await search.inputValue()).toBe("g12?");
    await expect.poll(() => addressOf(page)).toBe("/runs?text=g12%3F");
    expect(await page.getByRole("dialog").count()).toBe(0);

    const palette = page.getByRole("dialog", { name: "Search and go to" });
    await page.keyboard.press("Control+k");
    await palette.getByRole("combobox").fill("tess-5-mini");
    await palette.getByRole("option", { name: "tess-5-mini tessera" }).waitFor();
    expect(await openFaults(page, "[role=dialog]")).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "tess-5-mini" }).waitFor();
    // The same by hand, without a key.
    await page.getByRole("button", { name: "Search" }).click();
    await palette.getByRole("combobox").fill("theme dark");
    await palette.getByRole("option", { name: "Theme: dark" }).click();
    await expect.poll(() => page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("filters the board by chips in their place, and keeps what it is of as a view of the team, by keys alone", async () => {
    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    const filter = page.getByRole("region", { name: "Filter" });
    const add = page.getByRole("button", { name: "Filter", exact: true });
    const hasFocus = (label: string) =>
      expect
        .poll(() => page.evaluate("document.activeElement.textContent || document.activeElement.ariaLabel"))
        .toBe(label);
    /** Types into the field that has just come, and takes what is offered first once it is that. */
    const choose = async (field: string, text: string) => {
      await page.getByRole("combobox", { name: field, exact: true }).waitFor();
      await page.keyboard.type(text);
      await expect.poll(() => page.getByRole("option").first().textContent()).toContain(text);
      await expect.poll(() => page.getByRole("listbox").getAttribute("aria-busy")).toBe("false");
      await page.keyboard.press("Enter");
    };
    await add.focus();
    await page.keyboard.press("Enter");
    await choose("Filter the board", "temperature=0.3");
    await expect.poll(() => addressOf(page)).toBe("/?period=30d&tag=temperature%3D0.3");
    await hasFocus("Filter");
    await page.getByText("every figure below is of these runs alone").waitFor({ state: "attached" });

    const chip = filter.getByRole("button", { name: "Tag temperature=0.3", exact: true });
    await chip.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Another tag than temperature=0.3" }).waitFor();
    expect(await openFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await hasFocus("Tag temperature=0.3");
    await page.keyboard.press("Enter");
    await choose("Another tag than temperature=0.3", "temperature=0.7");
    await expect.poll(() => addressOf(page)).toBe("/?period=30d&tag=temperature%3D0.7");

    await page.getByRole("button", { name: "Saved views" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("None yet.").waitFor();
    await page.getByRole("textbox", { name: "Name of this view" }).focus();
    await page.keyboard.type("Warm runs");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Warm runs" }).waitFor();
    expect(await openFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await filter.getByRole("button", { name: "Tag temperature=0.7", exact: true }).focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => addressOf(page)).toBe("/?period=30d");
    await hasFocus("Filter");
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: "Warm runs" }).waitFor();
    await page.keyboard.type("warm");
    await page.keyboard.press("Enter");
    await expect.poll(() => addressOf(page)).toBe("/?period=30d&tag=temperature%3D0.7");

    await page.getByRole("button", { name: "Saved views" }).click();
    await page.getByRole("button", { name: "Rename Warm runs" }).click();
    await page.keyboard.type("Hot runs");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Hot runs" }).waitFor();
    await page.getByRole("button", { name: "Remove Hot runs" }).click();
    await page.getByText("None yet.").waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  const withTables = ["/", "/?period=all", "/?tab=matrix&period=30d", "/runs"];
  it.each([...withTables, "/compare", "/import", "/names", "/settings"])(
    "has no fault that axe finds at %s, light or dark, wide or narrow",
    async (path) => {
      const { page } = await browser.open(server.url + path);
      for (const { colorScheme, width } of appearances) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        await page.getByRole("heading", { level: 1 }).waitFor();
        if (withTables.includes(path)) await page.getByRole("table").first().waitFor({ state: "attached" });
        expect(await axeFaults(page)).toEqual([]);
      }
    },
  );

  it("says what is not here, and offers the way back", async () => {
    const { page } = await browser.open(`${server.url}/nowhere`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("link", { name: /board/i }).last().click();
    await expectFiguresOf(page, "7d");
  });
});
