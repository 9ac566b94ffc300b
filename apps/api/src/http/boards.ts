import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { type Caller, mayUse } from "@evalboard/access";
import { type NamedPeriod, Period, type StatsQuery, StatsReport } from "@evalboard/contract";
import { isNamedPeriod, periods } from "@evalboard/contract/words";
import { boardFor, type DoCall } from "@evalboard/router";
import type { RunOwner, StatsReader } from "@evalboard/stats";
import { negotiate } from "@fastify/accept-negotiator";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { BoardParameters } from "./rest/inputs.ts";
import { parametersOf } from "./rest/parameters.ts";

/** A whole board, as it is asked for nearly always. */
const WholeBoard = z.strictObject({ period: Period });

const parameters = parametersOf(BoardParameters);

/** Throws `z.ZodError` that names the parameter and what would be right. */
function readQuestion(query: unknown): StatsQuery {
  const whole = WholeBoard.safeParse(query);
  if (whole.success) return whole.data.period;
  const { period, ...where } = BoardParameters.parse(parameters.parse(query));
  return Object.keys(where).length === 0 ? period : { period, where };
}

/**
 * `GET /api/runs/stats?period=7d`, or `…&label=main&tag=temperature%3D0.2`: the reply of `stats.get` for whoever has no
 * tRPC, to be kept as long as it is fresh.
 */
export function statsRoute(app: FastifyInstance, boards: ReadyBoards, doCall: DoCall): void {
  app.get("/api/runs/stats", async (request, reply) => {
    const { query, owner } = boardFor(request.caller, readQuestion(request.query));
    const board = await doCall({ path: PATH, type: "query" }, () => boards.get(query, owner));
    return sendBoard(request, reply, board, "bare", `private, max-age=${board.maxAgeSeconds}`);
  });
}

/** Whether a caller may have the board of all runs. */
function isWholeBoardOf(caller: Caller | null): boolean {
  return caller !== null && mayUse(caller, "read") && !caller.binding;
}

/** A question as tRPC's clients write it. */
interface Question {
  readonly period: NamedPeriod;
  readonly envelope: Envelope;
}

interface TrpcBoards {
  readonly boards: ReadyBoards;
  /** Has tRPC answer a call of the procedure at `path`. */
  readonly trpc: (request: FastifyRequest, reply: FastifyReply, path: string) => Promise<void>;
  /** Hears of a call that was answered without its procedure, and how long that took. */
  readonly onReadyCall: (seconds: number) => void;
}

const PATH = "stats.get";

/**
 * Answers `stats.get` of a whole period, asked alone and spelled as tRPC's clients spell it, where a board is ready to send: the same answer
 * without a procedure's way. Every other question at this address goes to tRPC, the first one of each second too, which
 * makes the board ready. A route of its own, which Fastify takes before tRPC's: so every hook comes first, as for all.
 */
export function trpcBoards(
  app: FastifyInstance,
  prefix: string,
  { boards, trpc, onReadyCall }: TrpcBoards,
): void {
  const questions = new Map(periods.flatMap((period) => questionsOf(prefix, period)));
  // HEAD is tRPC's, as at its other addresses.
  app.get(`${prefix}/${PATH}`, { exposeHeadRoute: false }, (request, reply) => {
    const question = questions.get(request.url);
    // Who gets another one, or none, is told by the procedure.
    const board = question && isWholeBoardOf(request.caller) ? boards.latest(question.period) : undefined;
    if (!question || !board) return trpc(request, reply, PATH);
    // Not returned: Fastify would wait for its end as for a promise's.
    sendBoard(request, reply, board, question.envelope, "no-store");
    onReadyCall(reply.elapsedTime / 1_000);
  });
}

function questionsOf(prefix: string, period: NamedPeriod): [url: string, Question][] {
  const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));
  return [
    [`${prefix}/${PATH}?input=${ask(period)}`, { period, envelope: "call" }],
    [`${prefix}/${PATH}?batch=1&input=${ask({ 0: period })}`, { period, envelope: "batch" }],
  ];
}

/** Boards ready to send: within the second for which one is true, a hit costs a look into a map. */
export interface ReadyBoards {
  /** The board, from the reader where none is ready: one that is narrowed, or of a range, never is. Rejects with what the reader throws. */
  get(query: StatsQuery, owner?: RunOwner): Promise<ReadyBoard>;
  /** The board that is ready now, if one is. */
  latest(period: NamedPeriod): ReadyBoard | undefined;
}

/**
 * Makes a reader's boards ready to send; what is ready is kept by the report, and goes when the reader lets go of that. `onReady`
 * hears of each board that was, before anybody asked the reader.
 */
export function readyBoards(stats: Pick<StatsReader, "get" | "latest">, onReady: () => void): ReadyBoards {
  const made = new WeakMap<StatsReport, ReadyBoard>();
  const ready = (report: StatsReport) => {
    const board = made.get(report) ?? readyBoard(report);
    made.set(report, board);
    return board;
  };
  const latest = (period: NamedPeriod) => {
    const report = stats.latest(period);
    return report && ready(report);
  };
  const counted = (period: NamedPeriod) => {
    const board = latest(period);
    if (board) onReady();
    return board;
  };
  return {
    latest: counted,
    get: async (query, owner) => {
      if (typeof query !== "string" || !isNamedPeriod(query) || owner)
        return readyBoard(await stats.get(query, owner));
      const board = counted(query);
      if (board) return board;
      const report = await stats.get(query);
      return latest(query) ?? ready(report);
    },
  };
}

const supported: Encoding[] = ["br", "gzip", "identity"];

/** What tells one answer at an address from another; tRPC reads `accept` for its streams. */
const vary = {
  bare: "accept-encoding",
  call: "trpc-accept, accept, accept-encoding",
  batch: "trpc-accept, accept, accept-encoding",
} as const;

/** Sends a board, or that the asker's copy is the one. `cacheControl` says who may keep it. */
function sendBoard(
  request: FastifyRequest,
  reply: FastifyReply,
  board: ReadyBoard,
  envelope: Envelope,
  cacheControl: string,
): FastifyReply {
  reply.headers({ "cache-control": cacheControl, etag: board.etag, vary: vary[envelope] });
  if (request.headers["if-none-match"]?.includes(board.etag)) return reply.code(304).send();
  const encoding = negotiate(request.headers["accept-encoding"] ?? "", supported) ?? "identity";
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.type("application/json; charset=utf-8").send(board.body(envelope, encoding));
}

/** How a body goes over the wire. */
type Encoding = "br" | "gzip" | "identity";

/** What a body is wrapped in: nothing, or what tRPC's clients expect of one call or of a batch of one. */
type Envelope = "bare" | "call" | "batch";

/** A finished report, its bodies made once however often they are sent. */
interface ReadyBoard {
  readonly maxAgeSeconds: number;
  readonly etag: string;
  body(envelope: Envelope, encoding: Encoding): Buffer;
}

const envelopes = {
  bare: (json: string) => json,
  call: (json: string) => `{"result":{"data":${json}}}`,
  batch: (json: string) => `[{"result":{"data":${json}}}]`,
} as const;

const encodings = {
  // A quality that takes a millisecond: the bodies of one second are made again in the next.
  br: (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => gzipSync(text),
  // A text would be turned into bytes at each sending: a quarter of its time.
  identity: (text: string) => Buffer.from(text),
} as const;

/** Makes a report ready to send. The tag is weak, since `freshForMs` differs between two sendings of one report. */
function readyBoard(report: StatsReport): ReadyBoard {
  // A report of the server's own, checked once instead of at each sending.
  const checked = StatsReport.safeParse(report);
  // A fault of ours: as it is, it would be told as one of what was asked.
  if (!checked.success) throw new Error("the board is not as its contract says", { cause: checked.error });
  const json = JSON.stringify(checked.data);
  const bodies = new Map<string, Buffer>();
  return {
    maxAgeSeconds: Math.floor(report.freshForMs / 1000),
    etag: `W/"${report.period}-${report.generatedAt}${report.stale ? "-stale" : ""}"`,
    body: (envelope, encoding) => {
      const key = `${envelope} ${encoding}`;
      const body = bodies.get(key) ?? encodings[encoding](envelopes[envelope](json));
      bodies.set(key, body);
      return body;
    },
  };
}
