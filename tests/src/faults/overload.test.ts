import { describe, expect, it } from "vitest";
import { ask, keepAsking, type Asked } from "../harness/keep-asking.ts";
import { useServer } from "../harness/use-server.ts";

/** How long there is more to do than can be done, s. */
const seconds = Number(process.env["OVERLOAD_SECONDS"] ?? 2);
const connections = 200;

/** Boards that differ, so that each has to be computed, and lists. */
const paths = Array.from({ length: 50 }, (_, index) => [
  `/api/runs/stats?period=7d&label=label-${index}`,
  `/api/runs?limit=100&label=label-${index}`,
]).flat();

describe("two hundred who ask without a pause", () => {
  const server = useServer();

  it("are answered or told when to come again, the health is there throughout, and all is well soon after", async () => {
    const loading = keepAsking(server.url, paths, connections);
    const health: Asked[] = [];
    const endMs = performance.now() + seconds * 1_000;
    while (performance.now() < endMs) health.push(await ask(server.url, "/health/live"));
    const all = await loading.stop();
    const stoppedMs = performance.now();
    await expect.poll(async () => (await ask(server.url, paths[0]!)).status, { interval: 50 }).toBe(200);
    if (seconds > 5) {
      const times = health.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
      const statuses = Object.groupBy(all, ({ status }) => status);
      console.log({
        answers: Object.entries(statuses).map(([status, some]) => `${status}: ${some?.length}`),
        liveP99Ms: times[Math.floor(times.length * 0.99)],
        recoveredMs: performance.now() - stoppedMs,
      });
    }
    expect(new Set(health.map(({ status }) => status))).toEqual(new Set([200]));
    expect(all.filter(({ status }) => ![200, 503].includes(status))).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(connections);
    expect((await ask(server.url, "/health/ready")).status).toBe(200);
  });
});
