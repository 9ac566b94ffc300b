import autocannon from "autocannon";
import { quantile } from "./in-turn.ts";
import { processorMs } from "./process-figures.ts";

/** What a server did under as much load as a few connections make. */
export interface Saturated {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The server's processor time of one request, µs. */
  readonly processorUs: number;
}

export interface Load {
  readonly url: string;
  /** The server's process. */
  readonly pid: number;
  /** Asked one after the other, by each connection. */
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections?: number;
  /** No longer than this. */
  readonly seconds?: number;
  /** And no more than this. */
  readonly most?: number;
}

/** Asks as fast as it answers. Throws where an answer was not 200. */
export async function saturate({ url, pid, paths, headers = {}, ...load }: Load): Promise<Saturated> {
  const { connections = 50, seconds = 3, most } = load;
  const times: number[] = [];
  const before = processorMs(pid);
  const begun = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const requests = paths.map((path) => ({ path, headers }));
    const extent = { duration: seconds, ...(most !== undefined && { maxOverallRequests: most }) };
    autocannon({ url, connections, requests, ...extent }, (error: Error | null, done: autocannon.Result) =>
      error ? reject(error) : resolve(done),
    ).on("response", (_client, _status, _bytes, ms) => times.push(ms));
  });
  const elapsedMs = performance.now() - begun;
  if (result.non2xx + result.errors + result.timeouts > 0) throw new Error(`not all was answered at ${url}`);
  return {
    requests: times.length,
    perSecond: (times.length / elapsedMs) * 1_000,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    processorUs: ((processorMs(pid) - before) / times.length) * 1_000,
  };
}
