import { request } from "node:http";

/** How one request came out; the status is 0 where no answer came. */
export interface Asked {
  readonly path: string;
  readonly status: number;
  readonly body: string;
  /** By `performance.now()`. */
  readonly startMs: number;
  readonly tookMs: number;
}

/** Asks once, over a connection of its own: whoever stops it breaks no other request. */
export function ask(url: string, path: string): Promise<Asked> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    let body = "";
    const end = (status: number) =>
      resolve({ path, status, body, startMs, tookMs: performance.now() - startMs });
    request(url + path, { agent: false }, (answer) => {
      answer.setEncoding("utf8").on("data", (part: string) => (body += part));
      answer.on("end", () => end(answer.statusCode ?? 0)).on("error", () => end(0));
    })
      .on("error", () => end(0))
      .end();
  });
}

/** Asks on and on, `askers` at a time, each path in its turn; `stop` gives all that came out, once all are answered. */
export function keepAsking(url: string, paths: readonly string[], askers = 8): { stop(): Promise<Asked[]> } {
  const all: Asked[] = [];
  const over = new AbortController();
  const asking = Array.from({ length: askers }, async (_, asker) => {
    for (let turn = asker; !over.signal.aborted; turn++)
      all.push(await ask(url, paths[turn % paths.length] ?? "/"));
  });
  return {
    stop: async () => {
      over.abort();
      await Promise.all(asking);
      return all;
    },
  };
}

/** For how long requests failed, from the start of the first that did to the end of the last, ms; 0 where none did. */
export function burstMs(all: readonly Asked[]): number {
  const failed = all.filter(({ status }) => status !== 200);
  if (failed.length === 0) return 0;
  return (
    Math.max(...failed.map((one) => one.startMs + one.tookMs)) - Math.min(...failed.map((one) => one.startMs))
  );
}
