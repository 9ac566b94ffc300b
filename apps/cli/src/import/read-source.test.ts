import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSource, UnreadableFile } from "./read-source.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evalboard-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("reads a file beside the caller, by the name it was given", async () => {
  await writeFile(join(folder, "größe.json"), "{}");
  for (const path of ["größe.json", join(folder, "größe.json")]) {
    const { name, blob } = await readSource(path, folder);
    expect([name, await blob.text()]).toEqual([path, "{}"]);
  }
});

it.each([
  ["missing.json", "there is no such file"],
  ["binary.json/x", "there is no such file"],
  [".", "it is a folder"],
])("says of %s that %s", async (path, message) => {
  await writeFile(join(folder, "binary.json"), "PK");
  await expect(readSource(path, folder)).rejects.toThrow(new UnreadableFile(message));
});
