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
});
