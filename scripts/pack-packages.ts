// Packs every package that others can install into node_modules/.cache/packed, as it would be published, and has publint look
// at each. Ends with 1 where it finds anything.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { z } from "zod";

const Workspace = z.array(z.object({ name: z.string(), path: z.string(), private: z.boolean().optional() }));
const Manifest = z.record(z.string(), z.unknown());
const Packed = z.object({ filename: z.string() });

const run = promisify(execFile);
const packed = join(import.meta.dirname, "../node_modules/.cache/packed");
await rm(packed, { recursive: true, force: true });
await mkdir(packed, { recursive: true });

const { stdout: list } = await run("pnpm", ["list", "--recursive", "--depth", "-1", "--json"]);
for (const { name, path, private: isPrivate } of Workspace.parse(JSON.parse(list))) {
  if (isPrivate) continue;
  const pack = ["pack", "--json", "--pack-destination", packed];
  const { stdout } = await run("pnpm", pack, { cwd: path, maxBuffer: 64 * 1024 * 1024 });
  // What its scripts say stands before the answer.
  const { filename } = Packed.parse(JSON.parse(stdout.slice(stdout.search(/^\{$/m))));
  const { buffer } = Uint8Array.from(await readFile(filename));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  const manifest = Manifest.parse(pkg);
  process.stdout.write(`${name}: ${filename}\n`);
  for (const message of messages) {
    process.exitCode = 1;
    process.stdout.write(`  ${message.type}: ${formatMessage(message, manifest) ?? message.code}\n`);
  }
}
