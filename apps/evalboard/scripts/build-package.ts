import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { demoArchive } from "./demo-archive.ts";
import { manifest } from "./manifest.ts";
import { noticesOf, readNotices, writeNotices } from "../../../scripts/notices.ts";

// Fills a folder with what `npm install evalboard` gets. The web app must have been built.
const { values: flags } = parseArgs({
  options: {
    /** The folder; it is emptied. */
    out: { type: "string", default: join(import.meta.dirname, "../dist") },
    /** Compresses the demo quickly rather than well, for a package that is only tried. */
    quick: { type: "boolean", default: false },
  },
});

const repository = join(import.meta.dirname, "../../..");
const out = resolve(flags.out);
const files = join(out, "files");
const web = join(files, "web");

await rm(out, { recursive: true, force: true });
await mkdir(files, { recursive: true });
const bundled = await bundle(out);
await cp(join(repository, "apps/web/dist"), web, { recursive: true });
await rename(join(web, ".report/report.html"), join(files, "report.html"));
await rm(join(web, ".report"), { recursive: true });
await cp(join(repository, "packages/demo/files/help-desk.json"), join(files, "help-desk.json"));
await cp(join(repository, "packaging/evalboard.service"), join(files, "evalboard.service"));
await cp(join(repository, "LICENSE"), join(out, "LICENSE"));
await cp(join(import.meta.dirname, "../README.md"), join(out, "README.md"));
const notices = [...(await readNotices(join(web, ".vite/licences.json"))), ...(await noticesOf(bundled))];
await writeFile(join(out, "THIRD-PARTY-NOTICES.md"), writeNotices(notices));
await rm(join(web, ".vite"), { recursive: true });
await writeFile(join(out, "package.json"), await manifest());
// More than 15 takes minutes for the last few hundred kilobytes.
await writeFile(join(files, "demo.tar.zst"), await demoArchive(flags.quick ? 3 : 15));
