import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import type { PgliteReply, PgliteRequest, PgliteThreadData } from "./thread.ts";

/** The thread in which PGlite runs, so that a long statement stops nobody's event loop and can be ended. */
async function main(): Promise<void> {
  const data: PgliteThreadData = workerData;
  const pglite = await PGlite.create({
    ...(data.dataDir !== undefined && { dataDir: data.dataDir }),
    ...(data.snapshot !== undefined && { loadDataDir: new Blob([await readFile(data.snapshot)]) }),
    parsers: Object.fromEntries(data.textTypes.map((type) => [type, (text: string) => text])),
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const reply = (message: PgliteReply) => parentPort?.postMessage(message);
  parentPort?.on("message", (request: PgliteRequest) => {
    answer(pglite, request).then(reply, (error: unknown) => reply(failure(error)));
  });
  reply({ kind: "done" });
}

async function answer(pglite: PGlite, request: PgliteRequest): Promise<PgliteReply> {
  if (request.kind === "close") {
    await pglite.close();
    return { kind: "done" };
  }
  const { rows, affectedRows } = await pglite.query(request.sql, [...request.params]);
  return { kind: "rows", rows, affectedRows };
}

/** An Error loses its fields on the way between threads, and MikroORM tells errors apart by `code`. */
function failure(error: unknown): PgliteReply {
  if (!(error instanceof Error)) return { kind: "failed", message: String(error), fields: {} };
  const fields = Object.entries(error).filter(([key, value]) => key !== "query" && typeof value === "string");
  return { kind: "failed", message: error.message, fields: Object.fromEntries(fields) };
}

await main();
