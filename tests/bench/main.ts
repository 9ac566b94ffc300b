import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import type { Bench, Suite } from "./harness/bench.ts";
import { type BenchReport, load, machine, type Measured, toJson } from "./harness/measured.ts";
import { openBench } from "./harness/open-bench.ts";
import { table } from "./harness/table.ts";
import { cached } from "./suites/cached.ts";
import { cold } from "./suites/cold.ts";
import { comparing } from "./suites/comparing.ts";
import { growth } from "./suites/growth.ts";
import { memory } from "./suites/memory.ts";
import { page } from "./suites/page.ts";
import { reading } from "./suites/reading.ts";
import { recording } from "./suites/recording.ts";
import { replicas } from "./suites/replicas.ts";
import { servers } from "./suites/servers.ts";
import { stampede } from "./suites/stampede.ts";

/*
 * Every figure is a ratio of two things that are measured in turn within one run.
 * `--only NAME` (again for more), `--max-runs N` and `--max-results N` (boards no larger than that), `--json FILE`,
 * `--keep` (filled boards stay on the server of TEST_DATABASE_URL for the next time).
 */
const suites: Readonly<Record<string, Suite>> = {
  cold,
  cached,
  stampede,
  recording,
  memory,
  page,
  reading,
  comparing,
  servers,
  replicas,
  growth,
};
const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: Object.keys(suites) },
    "max-runs": { type: "string", default: "10000000" },
    "max-results": { type: "string", default: "10000000" },
    keep: { type: "boolean", default: false },
    json: { type: "string", default: "node_modules/.cache/bench.json" },
  },
});
const unknown = values.only.filter((name) => !(name in suites));
if (unknown.length > 0) {
  throw new Error(`--only ${unknown.join()}: there are ${Object.keys(suites).join(", ")}`);
}
const [maxRuns, maxResults] = [wholeOf("max-runs"), wholeOf("max-results")];

const bench = openBench({ maxRuns, maxResults, keep: values.keep });
const measuredAt = new Date().toISOString();
const measured: Measured[] = [];
const report = (): BenchReport => ({
  measuredAt,
  machine: machine(),
  engines: bench.engines,
  maxRuns,
  suites: measured,
});
await mkdir(dirname(values.json), { recursive: true });
try {
  for (const name of values.only) {
    measured.push(await measure(name, suites[name]!, bench));
    // Who ends it early has what was measured until then.
    await writeFile(values.json, toJson(report()));
  }
} finally {
  await bench.close();
}
process.stdout.write(`${table(report())}\n`);
if (measured.some(({ failure }) => failure !== undefined)) process.exitCode = 1;

function wholeOf(option: "max-runs" | "max-results"): number {
  const number = Number(values[option]);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${option} must be a whole number above 0`);
  return number;
}

/** One suite that fails does not take the others' figures with it. */
async function measure(suite: string, work: Suite, shared: Bench): Promise<Measured> {
  const loadBefore = load();
  const begun = performance.now();
  const told = (rest: Pick<Measured, "rows" | "failure">) => ({
    suite,
    loadBefore,
    seconds: (performance.now() - begun) / 1_000,
    ...rest,
  });
  process.stderr.write(`${suite} …\n`);
  try {
    return told({ rows: await work(shared) });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return told({ rows: [], failure: error instanceof Error ? error.message : String(error) });
  }
}
