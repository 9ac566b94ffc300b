import { execFile } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, expect, it } from "vitest";
import { useServer } from "../harness/use-server.ts";
import { compile, installPackage, type InstalledPackage, typescripts } from "./installed-package.ts";

const root = join(import.meta.dirname, "../../..");
const server = useServer();
let installed: InstalledPackage;
let programs: string[];

beforeAll(async () => {
  installed = await installPackage("client", server.folder, ["@types/node@24.19.2"]);
  programs = [...(await programsOf("README.md")), ...(await programsOf("docs/client.md"))];
  await writeFile(join(installed.folder, "types.ts"), TYPES);
  for (const [index, text] of programs.entries())
    await writeFile(
      join(installed.folder, `program-${index}.ts`),
      text.replace("http://127.0.0.1:4400", server.url),
    );
});

const TYPES = `
import { createClient, EvalBoardError, type StatsReport } from "@evalboard/client";

const board = createClient({ url: "http://127.0.0.1:4400" });
const report = await board.stats.get.query("7d");
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const exact: Same<typeof report, StatsReport> = true;
const back: Awaited<ReturnType<typeof board.stats.get.query>> = report;
const state: "leads" | "tied" | "only one" | "apart" | "none" = back.answers.models.state;
// @ts-expect-error It is no word at large.
const wrong: "leads" = back.answers.models.state;
// @ts-expect-error There is no such period.
await board.stats.get.query("5d");
// @ts-expect-error A figure that may be missing.
const figure: number = back.answers.models.figure;
// @ts-expect-error There is no such procedure.
await board.stats.gets.query("7d");
export const kindOf = (error: unknown) => (error instanceof EvalBoardError ? error.kind : null);
// @ts-expect-error There is no such kind.
export const isOdd = (error: EvalBoardError) => error.kind === "odd";
export { exact, figure, state, wrong };
`;

/** The whole programs of a page: what starts with an import. */
async function programsOf(page: string): Promise<string[]> {
  const text = await readFile(join(root, page), "utf8");
  return [...text.matchAll(/^```ts\n(import [^]*?)^```$/gm)].map(([, program]) => program!);
}

it.each(Object.keys(typescripts) as (keyof typeof typescripts)[])(
  "is plain, exact types to %s, strictly and without skipLibCheck",
  async (typescript) => {
    const names = programs.map((_, index) => `program-${index}.ts`);
    const said = await compile(installed.folder, typescript, ["types.ts", ...names]);
    // tRPC's types want those of `ws`, whoever uses them.
    const ofOthers = /^node_modules\/@trpc\/server\/dist\/adapters\/ws\.d\.mts.* '?ws'?/;
    expect(said.split("\n").filter((line) => line !== "" && !ofOthers.test(line))).toEqual([]);
  },
);

it("runs every program of README and docs/client.md: they record, and print the board's answers", async () => {
  const printed: string[] = [];
  for (const index of programs.keys()) {
    const cwd = installed.folder;
    const { stdout } = await promisify(execFile)(process.execPath, [`program-${index}.ts`], { cwd });
    printed.push(stdout);
  }
  expect(printed.join("")).toMatch(
    /^openai\/gpt-4o is the only model, 1\.000 \[0\.\d+, 1\.000\] on average \(1 answer, 1 run\)\.$/m,
  );
  expect(printed.join("")).toContain("No prompt change to judge in this time.\n");
});

it("is a package as it should be, to publint and to are-the-types-wrong", async () => {
  const data = await readFile(installed.tarball);
  const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);

  const checked = await checkPackage(createPackageFromTarballData(data));
  if (checked.types === false) throw new Error("no types");
  // ESM alone: neither the Node of before 12 nor a require() finds it.
  const old = new Set(["node10", "node16-cjs"]);
  const problems = checked.problems.filter(
    (problem) => !("resolutionKind" in problem) || !old.has(problem.resolutionKind),
  );
  expect(problems).toEqual([]);
});

it("needs nothing of ours, of the ORM or of the server, and says any of nothing", async () => {
  const place = join(installed.folder, "node_modules/@evalboard/client");
  const { dependencies } = JSON.parse(await readFile(join(place, "package.json"), "utf8"));
  expect(Object.keys(dependencies)).toEqual(["@noble/hashes", "@trpc/client", "@trpc/server", "p-retry"]);
  const files = await readdir(join(place, "dist"), { recursive: true });
  for (const file of files.filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const text = await readFile(join(place, "dist", file), "utf8");
    expect(text).not.toMatch(/@evalboard\/|@mikro-orm|from ['"](zod|fastify)|\bany[;>,[\]]|: any\b/);
  }
});

it("weighs at most 15 kB beside tRPC, and a client without recording brings none of it", async () => {
  const external = ["@trpc/*"];
  const bundled = async (contents: string) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: installed.folder },
      bundle: true,
      format: "esm",
      minify: true,
      write: false,
      external,
    });
    return outputFiles[0]!.text;
  };
  const whole = await bundled(`export * from "@evalboard/client"`);
  expect(gzipSync(whole).length).toBeLessThan(15_000);
  expect(whole).toMatch(/addResults/);
  const client = await bundled(`export { createClient } from "@evalboard/client"`);
  expect(client).not.toMatch(/addResults|externalId|Intl\./);
  expect(gzipSync(client).length).toBeLessThan(6_000);
  const link = await bundled(`export { batchLink } from "@evalboard/client/link"`);
  expect(gzipSync(link).length).toBeLessThan(500);
});
