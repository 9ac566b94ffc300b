import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { type PostgresqlServer, sharedPostgresql } from "./shared-postgresql.ts";

/** What suites share, and its end. */
export interface OpenBench extends Bench {
  readonly engines: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface BenchOptions extends Pick<Bench, "maxRuns" | "maxResults"> {
  /** Whether filled boards are for the next bench too. */
  readonly keep: boolean;
}

/** Nothing is started before a suite asks for it. */
export function openBench({ keep, ...sizes }: BenchOptions): OpenBench {
  const engines: Record<string, string> = {};
  const folders: string[] = [];
  let postgresql: Promise<PostgresqlServer> | undefined;
  return {
    engines,
    ...sizes,
    postgresql: async () => {
      postgresql ??= sharedPostgresql(keep);
      const server = await postgresql;
      engines["PostgreSQL"] = server.version;
      return server;
    },
    folder: async () => {
      const path = await mkdtemp(join(tmpdir(), "evalboard-bench-"));
      folders.push(path);
      return path;
    },
    say: (what) => process.stderr.write(`  ${what}\n`),
    noteEngine: (name, version) => {
      engines[name] = version;
    },
    close: async () => {
      await (await postgresql)?.stop();
      for (const path of folders) await rm(path, { recursive: true, force: true });
    },
  };
}
