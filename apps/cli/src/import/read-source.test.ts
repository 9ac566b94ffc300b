import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFiles, readSource, UnreadableFile } from "./read-source.ts";

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

it("takes nothing into an import that lies outside of the folder, by whichever link", async () => {
  const outside = await mkdtemp(join(tmpdir(), "evalboard-outside-"));
  await mkdir(join(outside, "deeper"));
  for (const path of ["secret.json", "deeper/secret.json"]) await writeFile(join(outside, path), "{}");
  await mkdir(join(folder, "results"));
  await writeFile(join(folder, "results/own.json"), "{}");
  await symlink(join(outside, "secret.json"), join(folder, "results/linked.json"));
  await symlink(outside, join(folder, "results/linked"));
  await symlink("..", join(folder, "results/up"));
  const found = await findFiles("results", folder);
  expect(found.map(({ path }) => path)).toEqual([join("results", "own.json")]);
  await rm(outside, { recursive: true });
});
