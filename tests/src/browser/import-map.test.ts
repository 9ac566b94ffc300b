import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { axeFaults } from "../harness/axe-faults.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

/** Chooses files on the import page. */
const choose = (page: Page, ...files: readonly (readonly [name: string, content: string])[]) =>
  page
    .getByLabel("Files to import")
    .setInputFiles(
      files.map(([name, content]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) })),
    );

const ratings = (answers: readonly (readonly [item: string, rating: number, style: number])[]) =>
  [
    "frage,antwort,judge_rating,style",
    ...answers.map(([item, rating, style]) => `${item},"Well, ${item}",${rating},${style}`),
  ].join("\n");

describe("importing files of no known tool in a browser", () => {
  const server = useServer();
  const browser = useBrowser();

  it("guesses what the columns are, takes corrections, shows what would be stored, and keeps the map", async () => {
    const { page, faults } = await browser.open(`${server.url}/import`);
    const rows = [
      ["one", 5, 1],
      ["two", 3, 2],
      ["three", 1, 3],
    ] as const;
    await choose(page, ["swift.csv", ratings(rows)]);
    await page.getByText("It is a CSV of 3 records with the columns").waitFor();
    const preview = page.getByRole("region", { name: "First results, as they would be stored" });
    const field = (name: string) => page.getByRole("combobox", { name, exact: true });
    await page.getByText("Nothing says which model answered").waitFor();
    expect(await page.getByRole("button", { name: /^Import \d/ }).count()).toBe(0);
    expect(await field("Score").locator("option:checked").textContent()).toBe("judge_rating");
    expect(await page.getByLabel("Scale from").inputValue()).toBe("1");
    await preview.getByText("3 results of 3 items in 1 run, once it is said of which model").waitFor();
    await preview.getByText("(judge_rating 3)").waitFor();
    expect(await axeFaults(page)).toEqual([]);

    // Another column is the score, on another scale; then the first one again.
    await field("Score").selectOption("style");
    await preview.getByText("(style 2)").waitFor();
    await page.getByLabel("to", { exact: true }).fill("2");
    await preview
      .getByText(/It cannot be read so: row 4, style: is "?3"?, outside the scale 1\.\.2/)
      .waitFor();
    await field("Score").selectOption("judge_rating");
    await page.getByRole("combobox", { name: "style becomes" }).selectOption("Metric");
    await preview.getByText("style 2").waitFor();
    await page.getByRole("textbox", { name: "Model of all of it" }).fill("acme/swift");
    await preview.getByText("3 results of 3 items in 1 run", { exact: true }).waitFor();
    await page.getByText("Found 1 run with 3 results").waitFor();
    await page.getByText("The same every night").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save map" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("swift.map.json");
    const saved = JSON.parse(await readFile(await download.path(), "utf8"));
    expect(saved).toMatchObject({ columns: { score: "judge_rating" }, model: "acme/swift" });
    expect(await page.locator("code", { hasText: "evalboard import" }).textContent()).toContain(
      "--scale 1..5",
    );

    await page.getByRole("button", { name: "Import 1 run" }).click();
    await page.getByText("1 run imported, 0 there already").waitFor();
    await page.getByRole("link", { name: "Imported" }).click();
    await page.getByRole("heading", { level: 1, name: "swift on swift" }).waitFor();
    const { runs } = await server.client.runs.list.query({});
    expect(runs[0]).toMatchObject({ averageScore: 0.5, scoreMetric: "judge_rating" });
    expect(runs[0]?.metrics).toMatchObject([
      { name: "judge_rating", mean: 3 },
      { name: "style", mean: 2 },
    ]);

    // The same columns in another order, of another model.
    await page.getByRole("link", { name: "Import" }).click();
    await choose(page, ["slow.csv", "antwort,style,frage,judge_rating\nHm,4,one,2"]);
    await page.getByText("Read with the map that was kept on").waitFor();
    await preview.getByText("model not said yet · slow").waitFor();
    await page.getByRole("button", { name: "The model is acme/swift again" }).click();
    await preview.getByText("acme/swift · slow").waitFor();
    await preview.getByText("style 4").waitFor();
    expect(faults).toEqual([]);
  });

  it("reads a JSON file of nested models, another beside it by a map that was dropped, and leaves out the rest", async () => {
    const { page, faults } = await browser.open(`${server.url}/import`);
    const answers = (...scores: readonly number[]) => ({
      results: scores.map((score, index) => ({
        id: `q${index}`,
        question: `Is it ${index}?`,
        answer: "Yes",
        score,
      })),
    });
    const nested = { suite: "capitals", models: { "acme/one": answers(1, 0), "acme/two": answers(0.5, 1) } };
    const map = { columns: { item: "a", score: "b" }, words: { right: 1, left: 0 }, model: "acme/three" };
    await choose(
      page,
      ["nested.json", JSON.stringify(nested)],
      ["verdicts.csv", "a,b\none,right\ntwo,left"],
      ["verdicts.map.json", JSON.stringify(map)],
    );
    await page.getByText("Found 3 runs with 6 results").waitFor();
    await page.getByText("Read with the map of verdicts.map.json").waitFor();
    await page.getByRole("button", { name: "Import 3 runs" }).click();
    await page.getByText("3 runs imported, 0 there already").waitFor();
    const { runs } = await server.client.runs.list.query({});
    const scores = runs.map(({ model, dataset, averageScore }) => [model.name, dataset.name, averageScore]);
    expect(scores).toEqual(
      expect.arrayContaining([
        ["one", "capitals", 0.5],
        ["two", "capitals", 0.75],
        ["three", "verdicts", 0.5],
      ]),
    );
    expect(faults).toEqual([]);
  });

  it("says at its field what of the words for all files cannot be used", async () => {
    const { page } = await browser.open(`${server.url}/import`);
    await choose(page, ["words.csv", "id,answer,score\n1,a,right\n2,b,left"]);
    await page.getByText("Say more about the files").click();
    await page.getByRole("textbox", { name: "Words" }).fill("right=7");
    await page.getByRole("textbox", { name: "Model (--model)" }).fill("acme/swift");
    await page.getByRole("button", { name: "Read again" }).click();
    await page.getByText("must be words and what they count as from 0 to 1").waitFor();
    await page.getByRole("textbox", { name: "Words" }).fill("left=0.25");
    await page.getByRole("button", { name: "Read again" }).click();
    await page.getByText("Found 1 run with 2 results").waitFor();
    expect(await page.getByRole("spinbutton", { name: "left" }).inputValue()).toBe("0.25");
  });
});
