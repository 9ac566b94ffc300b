import { Writable } from "node:stream";
import type { Output } from "../output.ts";

/** An output that keeps what was written. */
export class CapturedOutput implements Output {
  out = "";
  err = "";
  readonly stdout = sink((text) => (this.out += text));
  readonly stderr = sink((text) => (this.err += text));
}

function sink(keep: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      keep(String(chunk));
      done();
    },
  });
}
