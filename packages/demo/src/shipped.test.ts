import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { createTar } from "nanotar";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shippedAt, unpackShipped } from "./shipped.ts";

let folder: string;
const archive = () => join(folder, "demo.tar.zst");
const dataDir = () => join(folder, "new/.evalboard-demo");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "evalboard-demo-"));
  const tar = createTar([
    { name: "pg_notify/" },
    { name: "base/" },
    { name: "base/1", data: Uint8Array.of(1, 2, 3) },
    { name: "base/empty" },
  ]);
  await writeFile(archive(), zstdCompressSync(tar));
});
afterEach(() => rm(folder, { recursive: true }));

describe("unpackShipped", () => {
  const unpacked = async () => (await readdir(dataDir(), { recursive: true })).toSorted();
  const whole = ["base", "base/1", "base/empty", "pg_notify"];

  it("makes the folder with all that is in it, empty folders and files too", async () => {
    await unpackShipped(archive(), dataDir());
    expect(await unpacked()).toEqual(whole);
    expect([...(await readFile(join(dataDir(), "base/1")))]).toEqual([1, 2, 3]);
    expect(await readdir(join(folder, "new"))).toEqual([".evalboard-demo"]);
  });

  it("leaves a folder alone that is there", async () => {
    await mkdir(dataDir(), { recursive: true });
    await unpackShipped(archive(), dataDir());
    expect(await unpacked()).toEqual([]);
  });

  it("makes one folder where two ask at once", async () => {
    await Promise.all([unpackShipped(archive(), dataDir()), unpackShipped(archive(), dataDir())]);
    expect(await unpacked()).toEqual(whole);
    expect(await readdir(join(folder, "new"))).toEqual([".evalboard-demo"]);
  });

  it("leaves nothing behind where it cannot be read", async () => {
    await writeFile(archive(), "no archive");
    await expect(unpackShipped(archive(), dataDir())).rejects.toThrow();
    expect(await readdir(join(folder, "new"))).toEqual([]);
  });
});

it("ships a demo that ends with a week", () => {
  expect(shippedAt.getUTCDay()).toBe(0);
  expect(new Date(shippedAt.getTime() + 1).toISOString()).toMatch(/T00:00:00\.000Z$/);
});
