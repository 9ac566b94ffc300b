import autocannon from "autocannon";
import { describe, expect, it } from "vitest";
import { ask, type Asked } from "../harness/keep-asking.ts";
import { useServer } from "../harness/use-server.ts";

/** How long there is more to do than can be done, s; where nothing is said, until each has asked four times. */
const seconds = Number(process.env["OVERLOAD_SECONDS"] ?? 0);
const connections = 200;

/** Boards that differ, so that each has to be computed, and lists. */
const paths = Array.from({ length: 50 }, (_, index) => [
  `/api/runs/stats?period=7d&label=label-${index}`,
  `/api/runs?limit=100&label=label-${index}`,
]).flat();

describe("two hundred who ask without a pause", () => {
  const server = useServer();

  it("are answered or told when to come again, the health is there throughout, and all is well soon after", async () => {
    const health: Asked[] = [];
    const over = new AbortController();
    const probing = (async () => {
      while (!over.signal.aborted) health.push(await ask(server.url, "/health/live"));
    })();
    // In a thread of its own, so that what it does is not in the times of the health.
    const loaded = await autocannon({
      url: server.url,
      requests: paths.map((path) => ({ path })),
      connections,
      ...(seconds > 0 ? { duration: seconds } : { amount: 4 * connections }),
      timeout: 30,
      workers: 1,
    });
    const stoppedMs = performance.now();
    over.abort();
    await probing;
    await expect.poll(async () => (await ask(server.url, paths[0]!)).status, { interval: 50 }).toBe(200);
    const statuses = loaded.statusCodeStats ?? {};
    if (seconds > 5) {
      const times = health.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
      console.log({
        statuses,
        liveP99Ms: times[Math.floor(times.length * 0.99)],
        recoveredMs: performance.now() - stoppedMs,
      });
    }
    expect(new Set(health.map(({ status }) => status))).toEqual(new Set([200]));
    expect(Object.keys(statuses).filter((status) => !["200", "503"].includes(status))).toEqual([]);
    expect(loaded.errors).toBe(0);
    expect(loaded.requests.total).toBeGreaterThanOrEqual(connections);
    expect((await ask(server.url, "/health/ready")).status).toBe(200);
  });
});
