import { setTimeout as delay } from "node:timers/promises";
import pLimit from "p-limit";
import { DatabaseLostError, DiskFullError } from "../database-unavailable.ts";
import type { DiskReserve } from "./disk-reserve.ts";
import type { PgliteRows, PgliteThread } from "./thread.ts";

const closeLimitMs = 10_000;
const reopenPauseMs = 2_000;

/** What a transaction's statements go through. */
interface PgliteTransaction {
  query(sql: string, params?: readonly unknown[]): Promise<PgliteRows>;
}

interface SupervisedPgliteOptions {
  readonly open: () => Promise<PgliteThread>;
  /** Whether `open` finds again what was committed; memory does not. */
  readonly durable: boolean;
  readonly statementTimeoutMs: number;
  /** Of a folder: what is given up when its disk is full. */
  readonly reserve?: DiskReserve | undefined;
}

/** How often it is tried whether a full disk has room again, ms. */
const refillPauseMs = 2_000;

/**
 * PGlite as MikroORM's driver wants it, in a thread that is ended and opened again when it hangs or breaks.
 * There is one connection: statements wait for one another, and for a whole transaction.
 */
export class SupervisedPglite {
  readonly ready = true;
  readonly waitReady = Promise.resolve();
  readonly #options: SupervisedPgliteOptions;
  #thread: PgliteThread;
  #limitMs: number | undefined;
  #reopening: Promise<PgliteThread> | undefined;
  readonly #inTurn = pLimit(1);
  readonly #unlimitedInTurn = pLimit(1);
  #closed = false;
  /** While the disk is full everything is refused but reading. */
  #isFull = false;
  #refillTriedAt = 0;

  private constructor(options: SupervisedPgliteOptions, thread: PgliteThread) {
    this.#options = options;
    this.#thread = thread;
    this.#limitMs = options.statementTimeoutMs;
  }

  static async open(options: SupervisedPgliteOptions): Promise<SupervisedPglite> {
    const supervised = new SupervisedPglite(options, await options.open());
    await options.reserve?.refill();
    return supervised;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether its thread answers now. */
  get isOpen(): boolean {
    return this.#thread.alive && !this.#closed;
  }

  query(sql: string, params: readonly unknown[] = []): Promise<PgliteRows> {
    return this.#inTurn(async () => this.#ask(await this.#liveThread(), sql, params));
  }

  /**
   * Runs `work` between `begin` and `commit`, or `rollback` where it rejects. A transaction stays on its thread:
   * once that is lost, its statements reject. `work` is called even where `begin` fails, and this settles after it,
   * for the driver waits for the call without listening for a failure.
   */
  transaction<T>(work: (transaction: PgliteTransaction) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const connection = await this.#begin().catch(failedConnection);
      const run = (sql: string, params: readonly unknown[] = []) => this.#ask(connection, sql, params);
      try {
        const result = await work({ query: run });
        await run("commit");
        return result;
      } catch (error) {
        if (connection.alive) await run("rollback").catch(() => {}); // the first error is the one to tell
        throw error;
      }
    });
  }

  /** Runs `work` while no statement has a time limit; one such work at a time. */
  withoutTimeLimit<T>(work: () => Promise<T>): Promise<T> {
    return this.#unlimitedInTurn(async () => {
      this.#limitMs = undefined;
      try {
        return await work();
      } finally {
        this.#limitMs = this.#options.statementTimeoutMs;
      }
    });
  }

  /** Waits for what is under way, for 10 s at most, then closes. */
  async close(): Promise<void> {
    this.#closed = true;
    const timer = new AbortController();
    const closed = this.#inTurn(() => this.#thread.close());
    const ended = delay(closeLimitMs, undefined, { signal: timer.signal }).then(() => this.#thread.end());
    await Promise.race([closed, ended]).finally(() => timer.abort());
  }

  async #begin(): Promise<Pick<PgliteThread, "alive" | "query">> {
    const thread = await this.#liveThread();
    await this.#ask(thread, "begin", []);
    return thread;
  }

  async #ask(
    thread: Pick<PgliteThread, "query">,
    sql: string,
    params: readonly unknown[],
  ): Promise<PgliteRows> {
    try {
      return await thread.query(sql, params, this.#limitMs);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "53100") await this.#giveReserveUp();
      else if (!this.#isFull || code !== "25006") throw error; // 25006: it would write, and may only read
      throw new DiskFullError(error);
    }
  }

  async #giveReserveUp(): Promise<void> {
    if (!this.#options.reserve) return;
    this.#isFull = true;
    this.#refillTriedAt = Date.now();
    await this.#options.reserve.release();
  }

  /** Lets a thread write or not; after a while it is tried whether there is room again. */
  async #openForWriting(thread: PgliteThread, isNew: boolean): Promise<void> {
    const { reserve } = this.#options;
    const isDue = Date.now() >= this.#refillTriedAt + refillPauseMs;
    if (isDue) {
      this.#refillTriedAt = Date.now();
      if (await reserve?.refill()) this.#isFull = false;
    }
    if (!isNew && this.#isFull) return;
    await thread.query(
      `set default_transaction_read_only = ${this.#isFull ? "on" : "off"}`,
      [],
      this.#limitMs,
    );
  }

  async #liveThread(): Promise<PgliteThread> {
    if (this.#closed) throw new DatabaseLostError("the database is closed");
    if (this.#thread.alive) {
      if (this.#isFull) await this.#openForWriting(this.#thread, false);
      return this.#thread;
    }
    if (!this.#options.durable) throw new DatabaseLostError("the database in memory was lost");
    try {
      this.#thread = await this.#reopen();
      if (this.#isFull) await this.#openForWriting(this.#thread, true);
      return this.#thread;
    } catch (cause) {
      throw new DatabaseLostError("PGlite does not open again", { cause });
    }
  }

  /** A failure is the answer for a while, so that a full disk does not cost every call an attempt. */
  #reopen(): Promise<PgliteThread> {
    if (this.#reopening === undefined) {
      const forget = () => (this.#reopening = undefined);
      // Full without having said so, as where its log has no room: then it opens with what was kept for that.
      this.#reopening = this.#options.open().catch(async (error: unknown) => {
        if (!this.#options.reserve || this.#isFull) throw error;
        await this.#giveReserveUp();
        return this.#options.open();
      });
      this.#reopening.then(forget, () => setTimeout(forget, reopenPauseMs).unref());
    }
    return this.#reopening;
  }
}

function failedConnection(error: unknown): Pick<PgliteThread, "alive" | "query"> {
  const query = async () => {
    throw error;
  };
  return { alive: false, query };
}
