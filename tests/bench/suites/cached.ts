import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "../../src/harness/start-server.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { restPath, trpcPath } from "../harness/board-paths.ts";
import { inTurn, median } from "../harness/in-turn.ts";
import { type Load, saturate, type Saturated } from "../harness/saturate.ts";
import { startChild } from "../harness/start-child.ts";

const bareServer = fileURLToPath(new URL("../cached/bare-server.ts", import.meta.url));
const ROUNDS = 7;
/** What Chromium says that it reads. */
const browser = { "accept-encoding": "gzip, deflate, br, zstd" };

/** A cached board over HTTP at saturation, beside a bare Fastify route that returns the same object. */
export async function cached(bench: Bench): Promise<Row[]> {
  const folder = await bench.folder();
  bench.say("filling the demo board");
  await using server = await startServer({ command: "demo", cwd: folder });
  const [trpc, rest] = [trpcPath("30d"), restPath("30d")];
  const bodies = { "/trpc": await jsonOf(server.url + trpc), "/rest": await jsonOf(server.url + rest) };
  await writeFile(join(folder, "bodies.json"), JSON.stringify(bodies));
  const bare = await startChild(bareServer, join(folder, "bodies.json"));
  try {
    const size = Math.round(JSON.stringify(bodies["/trpc"]).length / 1_000);
    const measured = await measure({
      trpc: { ...server, paths: [trpc] },
      bareTrpc: { ...bare, paths: ["/trpc"] },
      rest: { ...server, paths: [rest] },
      bareRest: { ...bare, paths: ["/rest"] },
      browser: { ...server, paths: [trpc], headers: browser },
    });
    return [
      ...besideBare(`tRPC, ${size} kB`, measured.trpc, measured.bareTrpc),
      ...besideBare("REST", measured.rest, measured.bareRest),
      ...besideBare("tRPC as a browser asks (br)", measured.browser, measured.bareTrpc),
      ...[measured.trpc, measured.rest].map(({ p99Ms, p50Ms }, index) =>
        row(
          `${["tRPC", "REST"][index]}, p99 at saturation`,
          { value: p99Ms, unit: "ms" },
          { value: p50Ms, unit: "ms", of: "p50" },
          { most: 10 },
        ),
      ),
    ];
  } finally {
    await bare.stop();
  }
}

async function jsonOf(url: string): Promise<unknown> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${reply.status} at ${url}`);
  return reply.json();
}

/** Each load in turn; the median of each figure. */
async function measure<Name extends string>(
  loads: Readonly<Record<Name, Load>>,
): Promise<Record<Name, Saturated>> {
  const names = Object.keys(loads) as Name[];
  const all = new Map(names.map((name) => [name, [] as Saturated[]]));
  const works = names.map((name) => {
    const work = async () => {
      const saturated = await saturate(loads[name]);
      all.get(name)!.push(saturated);
      return saturated.perSecond;
    };
    return [name, work] as const;
  });
  await inTurn({ rounds: ROUNDS }, Object.fromEntries(works));
  const middle = (name: Name, figure: keyof Saturated) =>
    // The first round is not counted.
    median(
      all
        .get(name)!
        .slice(1)
        .map((saturated) => saturated[figure]),
    );
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        requests: middle(name, "requests"),
        perSecond: middle(name, "perSecond"),
        p50Ms: middle(name, "p50Ms"),
        p99Ms: middle(name, "p99Ms"),
        processorUs: middle(name, "processorUs"),
      },
    ]),
  ) as Record<Name, Saturated>;
}

function besideBare(name: string, ours: Saturated, bare: Saturated): Row[] {
  return [
    row(
      `${name}, requests`,
      { value: ours.perSecond, unit: "/s" },
      { value: bare.perSecond, unit: "/s", of: "bare Fastify" },
      { least: 1 },
    ),
    row(
      `${name}, processor time of a request`,
      { value: ours.processorUs, unit: "µs" },
      { value: bare.processorUs, unit: "µs", of: "bare Fastify" },
    ),
  ];
}
