import { createTRPCClient, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "./app-router.ts";
import { endCalls } from "./end-calls.ts";
import { refuseStranger } from "./errors.ts";
import { batchLink, type LinkOptions } from "./link.ts";
import { keepFresh } from "./memo.ts";
import { retryQueries } from "./retries.ts";

/** Every procedure of the server, typed. Calls throw `EvalBoardError`. */
export type Client = TRPCClient<AppRouter>;

export interface ClientOptions {
  /** The server's address, such as `http://127.0.0.1:4400`. */
  readonly url: string;
  /** The key that the server knows the caller by, where it wants one. */
  readonly key?: string | undefined;
  /** How long a call may take, with all its tries, ms. Default: a minute. */
  readonly timeoutMs?: number | undefined;
  /** How often a question is asked in all while the connection is lost or the server is busy. Default: 5, over some four seconds. */
  readonly tries?: number | undefined;
  /** Whether replies about the board are kept for as long as they say that they are fresh. Default: true. */
  readonly memo?: boolean | undefined;
}

const TIMEOUT_MS = 60_000;
/** A longer one would end at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** A client of one EvalBoard server. Throws a `TypeError` that names the option which cannot be. */
export function createClient({
  url,
  key,
  timeoutMs = TIMEOUT_MS,
  tries,
  memo = true,
}: ClientOptions): Client {
  refuse(!isWebAddress(url), `url: must be a server's address, such as http://127.0.0.1:4400, and is ${url}`);
  refuse(
    key !== undefined && !/^[!-~]+$/.test(key),
    "key: must be of visible ASCII characters alone, without spaces",
  );
  refuse(
    !(timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS),
    `timeoutMs: must be above 0 and at most ${MAX_TIMEOUT_MS}, and is ${timeoutMs}`,
  );
  refuse(
    tries !== undefined && !(Number.isInteger(tries) && tries > 0),
    `tries: must be a whole number from 1 on, and is ${tries}`,
  );
  const send = batchLink(url, { key, fetch: fetchJson });
  return createTRPCClient<AppRouter>({
    links: [endCalls(url, timeoutMs), ...(memo ? [keepFresh()] : []), retryQueries(tries), send],
  });
}

const fetchJson: NonNullable<LinkOptions["fetch"]> = async (input, { signal = null, ...init } = {}) =>
  refuseStranger(await fetch(input, { ...init, signal }));

const isWebAddress = (url: string) => /^https?:$/.test(URL.parse(url)?.protocol ?? "");

function refuse(isWrong: boolean, message: string): void {
  if (isWrong) throw new TypeError(message);
}
