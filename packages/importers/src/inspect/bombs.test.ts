import { BlobReader, BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { readWhole } from "../testing/parse.ts";

const MIB = 1_024 * 1_024;

/** A zip of these members, as small as deflate makes it. */
async function zipOf(members: Readonly<Record<string, string | Blob>>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { level: 9, useWebWorkers: false });
  for (const [name, content] of Object.entries(members))
    await writer.add(name, typeof content === "string" ? new TextReader(content) : new BlobReader(content));
  return writer.close();
}

const header = JSON.stringify({
  version: 2,
  status: "success",
  eval: { run_id: "a", task: "t", model: "acme/swift" },
});

describe("a zip", () => {
  it("that unpacks to a thousand times its size is refused before any of it is unpacked", async () => {
    const zeros = new Blob([new Uint8Array(100 * MIB)]);
    const blob = await zipOf({ "header.json": header, "samples/1_epoch_1.json": zeros });
    expect(blob.size).toBeLessThan(MIB);
    await expect(readWhole({ name: "bomb.eval", blob })).rejects.toThrow(
      /^it unpacks to more than 200 times its \d+ bytes, as no log does: is it a zip bomb\?$/,
    );
  });

  it("whose members share their bytes is refused by what they come to in all", async () => {
    const packed = new Uint8Array(
      await (await zipOf({ "samples/1_epoch_1.json": " ".repeat(MIB) })).arrayBuffer(),
    );
    // The directory once more for each of 100 members, all of the same bytes.
    const view = new DataView(packed.buffer);
    const end = packed.length - 22;
    const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
    const directory = packed.slice(start, start + size);
    const tail = packed.slice(end);
    const of = new DataView(tail.buffer);
    for (const place of [8, 10]) of.setUint16(place, 100, true);
    of.setUint32(12, 100 * size, true);
    const blob = new Blob([packed.slice(0, start), ...Array.from({ length: 100 }, () => directory), tail]);
    await expect(readWhole({ name: "shared.eval", blob })).rejects.toThrow(
      /is it a zip bomb\?|no whole zip file/,
    );
  });

  it.each(["../../../etc/passwd", "/etc/passwd", "samples/../../x.json", "..\\..\\x.json", "C:\\x.json"])(
    "may call a member %s: no name of one is a path of ours",
    async (name) => {
      const blob = await zipOf({ [name]: "{}", "header.json": header });
      await expect(readWhole({ name: `${name}.eval`, blob })).rejects.toThrow(/^(?!.*root:).+$/);
    },
  );

  it("that a tool has written is none", async () => {
    expect((await readWhole(fixture("inspect/capitals-deflate.eval"))).runs).toHaveLength(1);
  });
});
