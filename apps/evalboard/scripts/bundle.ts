import { join } from "node:path";
import { build } from "esbuild";

const repository = join(import.meta.dirname, "../../..");

/**
 * Bundles server and command line into `<dist>/lib`: what a command loads only when it needs it stays a file of its own.
 * Names and line breaks are left as they are, so that a stack trace says where it comes from without source maps.
 * Gives the paths of all files that went in.
 */
export async function bundle(dist: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: {
      evalboard: "apps/evalboard/src/bin.ts",
      "pglite-worker": "packages/db/src/pglite/pglite-worker.ts",
    },
    outdir: join(dist, "lib"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22.19",
    // MikroORM and errors go by the names of classes.
    keepNames: true,
    legalComments: "none", // they are in the notices
    external: ["@electric-sql/pglite"],
    // CommonJS packages ask for Node's own modules by `require`, which a module has not.
    banner: {
      js: 'import { createRequire as requireOf } from "node:module";\nconst require = requireOf(import.meta.url);',
    },
    metafile: true,
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs).map((path) => join(repository, path));
}
