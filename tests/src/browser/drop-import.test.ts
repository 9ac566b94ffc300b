import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { axeFaults } from "../harness/axe-faults.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const fixtures = join(import.meta.dirname, "../../../packages/importers/fixtures");

/** Drops a file, as a script: the browser has no other way to do so from outside. */
const dropOf = (name: string, content: string) => `{
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
  for (const type of ["dragover", "drop"]) {
    window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}`;

describe("importing in a browser", () => {
  const server = useServer();
  const browser = useBrowser();

  it("shows what a file that is dropped on a page holds, sends it after a yes, and leads to its runs", async () => {
    const { page, faults } = await browser.open(`${server.url}/runs`);
    const text = await readFile(join(fixtures, "promptfoo/capitals.json"), "utf8");
    await page.getByRole("heading", { name: "No runs yet" }).waitFor();
    await page.evaluate(dropOf("capitals.json", text));
    await page.getByText("Found 4 runs with 16 results. Nothing is sent yet.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/import");
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "Import 4 runs" }).click();
    await page.getByText("4 runs imported, 0 there already").waitFor();
    await page.getByRole("link", { name: "Imported" }).first().click();
    await page.getByRole("heading", { level: 1, name: "clerk-1 on capitals" }).waitFor();
    expect(faults).toEqual([]);
  });

  it("reads all files, says which cannot be used, and what would make them so", async () => {
    const { page, faults } = await browser.open(`${server.url}/import`);
    await page
      .getByLabel("Files to import")
      .setInputFiles(
        ["inspect/capitals-zstd.eval", "evalite/capitals.json"].map((path) => join(fixtures, path)),
      );
    await page.getByText("Cannot be imported").waitFor();
    await page.getByText("Found 1 run with").waitFor();

    await page.getByRole("textbox", { name: "Model" }).fill("acme/swift");
    await page.getByRole("button", { name: "Read again" }).click();
    await page.getByText("acme/swift").first().waitFor();
    expect(await page.getByText("Cannot be imported").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  /** Imports files by the page, which then says what became of their runs. */
  const importing = async (...files: string[]) => {
    const { page, faults } = await browser.open(`${server.url}/import`);
    await page.getByLabel("Files to import").setInputFiles(files.map((file) => join(fixtures, file)));
    await page.getByRole("button", { name: /^Import \d/ }).click();
    await page.getByText(/^\d+ runs? imported/).waitFor();
    return { page, faults, runs: page.getByRole("link", { name: /^(Imported|Was there already)$/ }) };
  };
  /** What the page of the file's first run says. */
  const runOf = async (file: string) => {
    const { page, faults, runs } = await importing(file);
    await runs.first().click();
    await page.getByRole("link", { name: "Compare with…" }).waitFor();
    const figures = (await page.getByRole("main").getByRole("definition").allTextContents()).join(", ");
    const rows = page.getByRole("table", { name: "Metrics" }).getByRole("row");
    const metrics = await rows.evaluateAll((all) => all.slice(1).map((row) => row.children[0]?.textContent));
    expect(faults).toEqual([]);
    await page.context().close();
    return { figures, metrics };
  };

  it("shows of each run what its tool said: verdicts, metrics, costs and times of those that have them", async () => {
    expect((await runOf("promptfoo/own-verdicts.json")).figures).toContain("66.7%, 2 of 3 scored");
    const { metrics } = await runOf("promptfoo/named-scores.json");
    expect(metrics).toEqual(["faithful", "seconds", "tone", "verbose"]);
    const cost =
      /\$0\.80.*of 3 of 4 results.*\$0\.30 without cached answers.*20 in.*10 out.*of 1 of 4 results/;
    expect((await runOf("promptfoo/cached-cost.json")).figures).toMatch(cost);
    expect((await runOf("promptfoo/cached-latency.json")).figures).toMatch(/6\.00 s.*of 2 of 3 results/);
  });

  it("says that answers are not scored yet, and that they took their scores from a later file", async () => {
    const { figures } = await runOf("inspect/unscored.json");
    expect(figures).toContain("Not scored yet");
    expect(figures).toContain("2 not scored yet");
    const { page } = await importing("inspect/scored-later.json");
    await page.getByText("0 runs imported, 1 there already, 2 results took a score").waitFor();
    expect((await runOf("inspect/scored-later.json")).figures).toContain("50.0%, 1 of 2 scored");
  });

  it("gives a label to runs that are there already", async () => {
    const { page } = await browser.open(`${server.url}/import`);
    await page.getByLabel("Files to import").setInputFiles(join(fixtures, "promptfoo/capitals.json"));
    await page.getByText("Say more about the files").click();
    await page.getByRole("textbox", { name: "Label" }).fill("main");
    // What is written but not read would be lost without a word.
    expect(await page.getByRole("button", { name: /^Import \d/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Read again" }).click();
    await page.getByRole("button", { name: "Import 4 runs" }).click();
    await page.getByText("0 runs imported, 4 there already, 4 took the label or tags").waitFor();
    const { runs } = await server.client.runs.list.query({ label: "main" });
    expect(runs).toHaveLength(4);
  });

  it("numbers the versions of a prompt by their runs, whichever file came first, and a commit is none", async () => {
    await importing("promptfoo/wording-new.json");
    await importing("promptfoo/wording-old.json");
    const { runs: nights } = await importing(...[1, 2, 3].map((night) => `inspect/nightly-${night}.json`));
    const addresses = await nights.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const versionOf = async (path: string | null) => {
      const { page } = await browser.open(`${server.url}${path}`);
      const version = await page
        .getByRole("link", { name: / v\d+$/ })
        .first()
        .textContent();
      await page.context().close();
      return version;
    };
    const [first, second, third] = await Promise.all(addresses.map(versionOf));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    const wordings = (await server.client.runs.list.query({ text: "wording" })).runs;
    const versions = await Promise.all(wordings.map(({ id }) => versionOf(`/runs/${id}`)));
    expect(new Set(versions)).toEqual(new Set(["wordings v1", "wordings v2"]));
    expect(await versionOf(`/runs/${wordings.find((run) => run.averageScore === 1)?.id}`)).toBe(
      "wordings v2",
    );
  });
});
