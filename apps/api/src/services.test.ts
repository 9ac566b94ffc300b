import { createOrm } from "@evalboard/db";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { createServices } from "./services.ts";
import { createTelemetry } from "./telemetry/telemetry.ts";

test("an error that comes before there is a server is logged, and is the database's own", async () => {
  const lines: { level: number; msg: string; err: { message: string } }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  // Nobody listens there.
  const orm = await createOrm({ databaseUrl: "postgresql://nobody@127.0.0.1:1/none" });
  const { stats, facts } = createServices({
    keysAsked: false,
    orm,
    timeZone: "UTC",
    log,
    telemetry: createTelemetry(),
  });

  await expect(stats.get("7d")).rejects.toThrow("ECONNREFUSED");
  facts.start();
  await vi.waitFor(() => expect(lines).toHaveLength(2), 10_000);
  expect(lines.map(({ level, msg, err }) => [level, msg, err.message])).toEqual([
    [50, "the board could not be computed", expect.stringContaining("ECONNREFUSED")],
    [50, "the facts could not be kept up", expect.stringContaining("ECONNREFUSED")],
  ]);

  await facts.close();
  await stats.close();
  await orm.close();
});
