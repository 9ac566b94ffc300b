import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { StatsReport } from "@evalboard/contract";

/** How a body goes over the wire. */
export type Encoding = "br" | "gzip" | "identity";

/** What a body is wrapped in: nothing, or what tRPC's clients expect of one call or of a batch of one. */
export type Envelope = "bare" | "call" | "batch";

/** A finished report, its bodies made once however often they are sent. */
export interface ReadyBoard {
  readonly maxAgeSeconds: number;
  readonly etag: string;
  /** Whether what it says of its age is still true. */
  isTrue(): boolean;
  body(envelope: Envelope, encoding: Encoding): Buffer;
}

const envelopes = {
  bare: (json: string) => json,
  call: (json: string) => `{"result":{"data":${json}}}`,
  batch: (json: string) => `[{"result":{"data":${json}}}]`,
} as const;

const encodings = {
  // A quality that takes a millisecond: the bodies of one second are made anew in the next.
  br: (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => gzipSync(text),
  // A text would be turned into bytes at each sending: a quarter of its time.
  identity: (text: string) => Buffer.from(text),
} as const;

/**
 * Makes a report ready to send. It says its age in whole seconds, rounded up, so that what is made now is true for as long
 * as the second lasts. The tag is weak, since `freshForMs` differs between two sendings of one report.
 */
export function readyBoard(report: StatsReport): ReadyBoard {
  const maxAgeSeconds = Math.floor(report.freshForMs / 1000);
  const freshForMs = maxAgeSeconds * 1000;
  // A report of the server's own, checked once instead of at each sending.
  const json = JSON.stringify(StatsReport.parse({ ...report, freshForMs }));
  const madeAtMs = Date.now();
  const bodies = new Map<string, Buffer>();
  return {
    maxAgeSeconds,
    etag: `W/"${report.period}-${report.generatedAt}${report.stale ? "-stale" : ""}"`,
    // Nor is it before it was made: a clock that was set back would keep it for as long.
    isTrue: () =>
      !report.stale && Date.now() >= madeAtMs && Date.now() <= madeAtMs + report.freshForMs - freshForMs,
    body: (envelope, encoding) => {
      const key = `${envelope} ${encoding}`;
      const body = bodies.get(key) ?? encodings[encoding](envelopes[envelope](json));
      bodies.set(key, body);
      return body;
    },
  };
}
