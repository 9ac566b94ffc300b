// Builds the package in the current folder into dist/, as others install it: ESM with our other packages inside, and types
// in which those are plain object types. What is built stands in its package.json: each file of `publishConfig.exports`
// from the source that `exports` has under the same name. What an import may be left to is in `dependencies` and
// `peerDependencies`; packages of ours that nobody else can install are `devDependencies`, and so are those of
// others that `inlinedDependencies` names: they are built in, with their licences beside them.
import { readFile, rm, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import { bundleDeclarations } from "./declarations.ts";
import { noticesOf, writeNotices } from "./notices.ts";

const Manifest = z.object({
  name: z.string(),
  exports: z.record(z.string(), z.string()),
  publishConfig: z.object({
    exports: z.record(z.string(), z.object({ types: z.string(), default: z.string() })),
  }),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  inlinedDependencies: z.array(z.string()).default([]),
});

const PARTS = "dist/parts";

const folder = process.cwd();
const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
const outside = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
for (const [name, version] of Object.entries(manifest.dependencies)) {
  if (version.startsWith("workspace:") && (await isPrivate(name)))
    throw new Error(`${name} is built in: it belongs to the devDependencies of ${manifest.name}`);
}

const entries = Object.entries(manifest.publishConfig.exports).map(([name, built]) => {
  const source = manifest.exports[name];
  if (source === undefined) throw new Error(`exports of ${manifest.name} has no source for ${name}`);
  return { source: resolve(folder, source), code: built.default, types: built.types };
});

await rm(join(folder, "dist"), { recursive: true, force: true });
const whole = await bundle([], false);
// What an entry gathers goes into files of its own: who imports one of them alone does without the others.
const gathered = entries.flatMap(
  ({ source }) => whole.metafile.inputs[relative(folder, source)]?.imports ?? [],
);
const parts = new Set(
  gathered.flatMap(({ path, external }) => (external === true || path.startsWith("../") ? [] : [path])),
);
const { metafile } = await bundle([...parts], true);
await rm(join(folder, PARTS), { recursive: true, force: true });
const inlined = Object.keys(metafile.inputs).filter((path) => path.includes("node_modules/"));
const stranger = inlined.find((path) => !isInlined(path));
if (stranger !== undefined)
  throw new Error(
    `${stranger} would be built in: its package belongs to the dependencies of ${manifest.name}`,
  );

if (inlined.length > 0) {
  const notices = await noticesOf(inlined.map((path) => join(folder, path)));
  await writeFile(join(folder, "dist/THIRD-PARTY-NOTICES.md"), writeNotices(notices));
}

await bundleDeclarations({
  folder,
  outside: new Set(outside),
  entries: entries.map(({ source, types }) => ({ source, types: withoutEnding(types) })),
});

/** The entries, and `apart` what else is to be kept apart. Paths are below the folder. */
function bundle(apart: readonly string[], write: boolean) {
  return build({
    absWorkingDir: folder,
    entryPoints: [
      ...entries.map(({ source, code }) => ({ in: source, out: withoutEnding(code) })),
      ...apart.map((path, index) => ({ in: join(folder, path), out: `${PARTS}/${index}` })),
    ],
    outdir: folder,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    splitting: true,
    chunkNames: "dist/chunks/[name]-[hash]",
    external: ["node:*", ...builtinModules, ...outside.flatMap((name) => [name, `${name}/*`])],
    mainFields: ["module", "main"],
    metafile: true,
    logLevel: "warning",
    write,
  });
}

function isInlined(path: string): boolean {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return manifest.inlinedDependencies.some((one) => name.startsWith(`${one}/`));
}

/** `./dist/index.d.ts` → `dist/index`. */
function withoutEnding(path: string): string {
  return path.replace(/^\.\//, "").replace(/(\.d\.ts|\.\w+)$/, "");
}

/** Whether nobody else can install the package. */
async function isPrivate(name: string): Promise<boolean> {
  const text = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
  return z.object({ private: z.boolean().default(false) }).parse(JSON.parse(text)).private;
}
