import { createHash } from "node:crypto";
import { type ReportHead, STATS_TTL_MS } from "@evalboard/contract";
import { databaseIdentity, isDatabaseUnavailable, type Orm } from "@evalboard/db";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { GRACE_MS } from "./cache.ts";
import type { ConnectionOptions } from "./redis-connection.ts";
import { CLOCKS_APART_MS } from "./shared-reports.ts";

/** Reports that a Redis keeps for all servers of a board, and for longer than their minute. Nothing of it rejects, but `attach`. */
export interface SecondLayer {
  /** Learns which board's reports they are; before that there are none. Rejects where the database is away. */
  attach(orm: Pick<Orm, "em">): Promise<void>;
  /** The last one that was kept, be it an old one; undefined where there is none, or none that can be had at once. */
  find<Report extends ReportHead>(question: unknown, schema: z.ZodType<Report>): Promise<Report | undefined>;
  /** Keeps one, after this returns. */
  keep<Report extends ReportHead>(question: unknown, schema: z.ZodType<Report>, report: Report): void;
  /** Removes one that is no answer any more, after this returns. */
  forget(question: unknown, schema: z.ZodType): void;
  close(): void;
}

/**
 * What became of a report: it was `found` or `missing`, it was `kept`, it was `refused` where it is too long, or not what was kept, or of a time
 * at which it is no answer, or Redis was `away`.
 */
export type Recall = "found" | "missing" | "kept" | "refused" | "away";

interface SecondLayerOptions extends ConnectionOptions {
  readonly onRecall?: ((recall: Recall) => void) | undefined;
}

/** How long an entry is there, ms: longer than it may be an answer, and no longer than anybody could want it. */
const KEPT_FOR_MS = GRACE_MS + STATS_TTL_MS;

/** How many entries a process has there at a time: as many as PostgreSQL keeps reports. */
const MAX_ENTRIES = 500;

/** How long an entry may take to be written, ms. */
const WRITE_MS = 1_000;

/** How long an entry may be, bytes: as many as PostgreSQL keeps of a report in ASCII. */
const MAX_BYTES = 1_000_000;

/** Opens it, behind what it gives: a Redis that is not there keeps nobody from starting. While it is away nobody waits for it. */
export async function openSecondLayer(options: SecondLayerOptions): Promise<SecondLayer> {
  const { version, onChange, onRecall = () => {} } = options;
  // Nothing of it is loaded where there is no Redis.
  const { createConnection, reasonOf } = await import("./redis-connection.ts");
  const redis = createConnection(options);
  let board: string | undefined;
  const shapes = new WeakMap<z.ZodType, string>();
  /** The entries that this process has written and that are still there. */
  const written = new LRUCache<string, true>({ max: MAX_ENTRIES, ttl: KEPT_FOR_MS });

  const keyOf = (question: unknown, schema: z.ZodType) => {
    const shape = shapes.get(schema) ?? shapeOf(schema);
    shapes.set(schema, shape);
    return ["evalboard", version, board, hashOf(shape, JSON.stringify(question))].join(":");
  };
  const remove = (key: string) => redis.ask((client) => client.unlink(key));
  const read = async <Report extends ReportHead>(
    key: string,
    schema: z.ZodType<Report>,
  ): Promise<{ readonly recall: Recall; readonly report?: Report }> => {
    const entry = await redis.ask((client) => client.getrangeBuffer(key, 0, MAX_BYTES).catch(wrongType));
    if (entry === undefined) return { recall: "away" };
    if (entry?.length === 0) return { recall: "missing" };
    const report = entry && readEntry(key, entry, schema);
    if (!report) void remove(key);
    return report && isOfItsTime(report) ? { recall: "found", report } : { recall: "refused" };
  };
  const write = async (key: string, report: ReportHead): Promise<Recall> => {
    const entry = writeEntry(key, report);
    if (entry.length > MAX_BYTES) return "refused";
    if (!written.has(key) && written.size >= MAX_ENTRIES && !written.purgeStale()) return "refused";
    written.set(key, true);
    // Nobody waits for it.
    const said = await redis.ask((client) => client.set(key, entry, "PX", KEPT_FOR_MS), WRITE_MS);
    return said ? "kept" : "away";
  };
  return {
    attach: async ({ em }) => {
      board = await boardOf(em.fork()).catch((error: unknown) => {
        if (isDatabaseUnavailable(error)) throw error;
        onChange(`not asked: the database does not say which it is: ${reasonOf(error)}`);
        return undefined;
      });
    },
    find: async (question, schema) => {
      if (board === undefined) return undefined;
      const { recall, report } = await read(keyOf(question, schema), schema);
      onRecall(recall);
      return report;
    },
    keep: (question, schema, report) => {
      if (board !== undefined) void write(keyOf(question, schema), report).then(onRecall);
    },
    forget: (question, schema) => {
      if (board !== undefined) void remove(keyOf(question, schema));
    },
    close: () => redis.close(),
  };
}

/** What somebody else has put in the place of an entry is none; any other error is thrown on. */
function wrongType(error: unknown): null {
  if (error instanceof Error && error.message.startsWith("WRONGTYPE")) return null;
  throw error;
}

const Boards = z.tuple([z.object({ board: z.string() })]);

/** What tells a board from those of other databases, by whatever address it is reached: a copy of it is another one. */
async function boardOf(em: Pick<Orm, "em">["em"]): Promise<string> {
  const rows = await em.execute(`select ${databaseIdentity} as board`);
  return Boards.parse(rows)[0].board;
}

/** An entry is the hash of its key and of the report, and the report: what was cut, changed or moved is none. */
function writeEntry(key: string, report: ReportHead): Buffer {
  const text = JSON.stringify(report);
  return Buffer.from(hashOf(key, text) + text);
}

const HASH_LENGTH = 64;

function readEntry<Report extends ReportHead>(
  key: string,
  entry: Buffer,
  schema: z.ZodType<Report>,
): Report | undefined {
  if (entry.length > MAX_BYTES) return undefined;
  const text = entry.toString("utf8", HASH_LENGTH);
  if (entry.toString("latin1", 0, HASH_LENGTH) !== hashOf(key, text)) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether it is an answer now, be it an old one. */
function isOfItsTime({ generatedAt }: ReportHead): boolean {
  const ageMs = Date.now() - Date.parse(generatedAt);
  return -CLOCKS_APART_MS <= ageMs && ageMs < GRACE_MS;
}

/** The hash of a schema, so that a build that has it otherwise finds none of another's. */
function shapeOf(schema: z.ZodType): string {
  return hashOf(JSON.stringify(z.toJSONSchema(schema, { unrepresentable: "any" })));
}

function hashOf(...texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}
