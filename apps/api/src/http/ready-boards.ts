import type { Period } from "@evalboard/contract";
import type { StatsReader } from "@evalboard/stats";
import { type ReadyBoard, readyBoard } from "./ready-board.ts";

/** Boards ready to send, each made once a second at most: within it, a hit costs a look into a map. */
export interface ReadyBoards {
  /** The board, from the reader where none is ready. Rejects with what the reader throws. */
  get(period: Period): Promise<ReadyBoard>;
  /** The board that is ready now, if one is. */
  latest(period: Period): ReadyBoard | undefined;
  /** The reader; every board that it gives is made ready in passing. */
  readonly stats: StatsReader;
}

/** Makes a reader's boards ready to send. */
export function readyBoards(reader: StatsReader): ReadyBoards {
  const ready = new Map<Period, ReadyBoard>();
  const latest = (period: Period) => {
    const board = ready.get(period);
    return board?.isTrue() ? board : undefined;
  };
  const read = async (period: Period) => {
    const report = await reader.get(period);
    const board = latest(period) ?? readyBoard(report);
    ready.set(period, board);
    return { report, board };
  };
  return {
    latest,
    get: async (period) => latest(period) ?? (await read(period)).board,
    stats: { ...reader, get: async (period) => (await read(period)).report },
  };
}
