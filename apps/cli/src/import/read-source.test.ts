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
  await writeFile(join(folder, "größe.json"), "\uFEFF{}");
  expect(await readSource("größe.json", folder)).toEqual({ name: "größe.json", text: "{}" });
  expect(await readSource(join(folder, "größe.json"), "/")).toMatchObject({ text: "{}" });
});

it.each([
  ["missing.json", "there is no such file"],
  ["binary.json/x", "there is no such file"],
  [".", "it is a folder; name the files in it"],
  ["binary.json", "it is not UTF-8 text, so not JSON"],
])("says of %s that %s", async (path, message) => {
  await writeFile(join(folder, "binary.json"), Uint8Array.of(0x50, 0x4b, 0xff, 0xfe));
  await expect(readSource(path, folder)).rejects.toThrow(new UnreadableFile(message));
});
