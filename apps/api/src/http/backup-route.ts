import { open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { FastifyInstance } from "fastify";
import { refuse } from "./errors.ts";

/** Where the whole board may be fetched: answers, texts and all else that is stored. For admins alone. */
const BACKUP_PATH = "/api/backup";

/** Says which process answers, so that who found a folder in use can tell whether this is who has it open. */
const PROCESS_HEADER = "evalboard-process";

/** Writes a backup into a new folder that holds nothing else, and gives the path of the file. */
export type MakeBackup = () => Promise<string>;

/**
 * `GET /api/backup`: the board as it is at one moment, as `evalboard backup` writes it. It is made whole before a byte is sent: a slow reader
 * keeps no connection of the database, and a fault is an answer of its own.
 */
export function backupRoute(app: FastifyInstance, makeBackup: MakeBackup): void {
  let isMaking = false;
  app.get(BACKUP_PATH, { exposeHeadRoute: false, config: { door: "admin" } }, async (_request, reply) => {
    if (isMaking) {
      const message = "A backup is being made for somebody else; ask again when that is done";
      return refuse(reply, { statusCode: 503, message, retryAfterSeconds: 10 });
    }
    isMaking = true;
    try {
      const path = await makeBackup();
      const file = await open(path, "r");
      const { size } = await file.stat();
      // It is gone when it is closed, also where this process does not live to see that.
      await rm(dirname(path), { recursive: true });
      reply.headers({
        "content-length": size,
        "content-disposition": 'attachment; filename="board.evalboard"',
        "cache-control": "no-store",
        [PROCESS_HEADER]: process.pid,
      });
      return reply.type("application/octet-stream").send(file.createReadStream());
    } finally {
      isMaking = false;
    }
  });
}
