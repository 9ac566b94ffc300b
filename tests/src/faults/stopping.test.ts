import { once } from "node:events";
import { connect } from "node:net";
import { engines } from "@evalboard/db/testing";
import { describe, expect, it } from "vitest";
import { databaseEnv } from "../harness/database-env.ts";
import { ask, keepAsking } from "../harness/keep-asking.ts";
import { startServer } from "../harness/start-server.ts";
import { boardDir } from "../harness/board-folder.ts";

/** How often a server is stopped while it is asked. */
const restarts = Number(process.env["RESTARTS"] ?? 2);

const paths = ["/api/runs?limit=20", "/api/runs/stats?period=7d", "/api/facts", "/api/runs/stats?period=all"];

describe.each(engines)("SIGTERM under load, on %s", (engine) => {
  it("fails no request that was made before it, ends with 0, and a second signal ends it at once", async () => {
    await using folder = await boardDir();
    await using database = await databaseEnv(engine);
    // What a machine with much to do keeps waiting is not lost by a stop.
    const env = {
      ...database.env,
      DATABASE_WAIT_MS: "30000",
      STATEMENT_TIMEOUT_MS: "60000",
      MAX_LOOP_DELAY_MS: "0",
    };
    let answered = 0;
    for (let restart = 0; restart < restarts; restart++) {
      await using server = await startServer({ cwd: folder.path, env });
      const asking = keepAsking(server.url, paths);
      await new Promise((resolve) => setTimeout(resolve, 50 + 37 * (restart % 10)));
      const stopMs = performance.now();
      const code = await server.stop("SIGTERM");
      const all = await asking.stop();
      const lost = all.filter((one) => one.status !== 200 && one.startMs < stopMs);
      expect([code, lost]).toEqual([0, []]);
      answered += all.filter(({ status }) => status === 200).length;
    }
    if (restarts > 10) console.log({ engine, restarts, answered });
    expect(answered).toBeGreaterThan(restarts);

    // A second signal ends it at once, whoever is still there: here a request that never comes in whole.
    await using server = await startServer({ cwd: folder.path, env });
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).on("error", () => {});
    await once(socket, "connect");
    socket.write(
      "POST /api/runs HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
    );
    expect((await ask(server.url, "/health/ready")).status).toBe(200);
    const begunMs = performance.now();
    const ended = server.stop("SIGTERM");
    await expect
      .poll(async () => (await ask(server.url, "/health/ready")).status, { interval: 10 })
      .not.toBe(200);
    process.kill(server.pid, "SIGTERM");
    expect(await ended).toBe(1);
    // Not after the 10 s that calls in flight may take.
    expect(performance.now() - begunMs).toBeLessThan(9_000);
    socket.destroy();
  });
});
