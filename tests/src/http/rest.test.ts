import { StatsReport } from "@evalboard/contract";
import { expect, it } from "vitest";
import { z } from "zod";
import { useServer } from "../harness/use-server.ts";

const server = useServer();

it("gives over REST what stats.get gives, to be kept as long as its minute lasts", async () => {
  const viaTrpc = await server.client.stats.get.query("7d");
  // As the server says it: the client takes off what passed on the way.
  const asked = await fetch(`${server.url}/trpc/stats.get?input=${encodeURIComponent('"7d"')}`);
  const told = z.object({ result: z.object({ data: StatsReport }) }).parse(await asked.json()).result.data;

  const response = await fetch(`${server.url}/api/runs/stats/?period=7d`);
  const viaRest = StatsReport.parse(await response.json());
  expect({ ...viaRest, freshForMs: 0 }).toEqual({ ...viaTrpc, freshForMs: 0 });
  // A board that is ready is true for its second.
  expect(viaRest.freshForMs).toBeLessThanOrEqual(Math.ceil(told.freshForMs / 1_000) * 1_000);
  expect(response.headers.get("cache-control")).toBe(
    `private, max-age=${Math.floor(viaRest.freshForMs / 1000)}`,
  );

  const etag = response.headers.get("etag")!;
  const again = await fetch(`${server.url}/api/runs/stats?period=7d`, { headers: { "if-none-match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

it("lets nobody keep an answer of tRPC", async () => {
  const response = await fetch(`${server.url}/trpc/runs.list?input=${encodeURIComponent("{}")}`);
  expect(response.headers.get("cache-control")).toBe("no-store");
});

it("is live and ready, and ends with 0 after SIGTERM", async () => {
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  expect(await server.stop("SIGTERM")).toBe(0);
});
