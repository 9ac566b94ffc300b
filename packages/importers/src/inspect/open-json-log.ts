import type { SourceFile } from "../importer.ts";
import { readShape } from "../read-shape.ts";
import { streamJson } from "../stream-json.ts";
import { nullForNonNumbers } from "../null-for-non-numbers.ts";
import type { InspectLog, PlacedSample } from "./inspect-log.ts";
import { LogHeader } from "./log-header.ts";
import { Sample } from "./sample.ts";

const HEADER = ["$.status", "$.eval", "$.results", "$.stats", "$.error"];

/** A `.json` log: one object with the samples in it, read one by one. Throws `ImportError`. */
export async function openJsonLog(file: SourceFile): Promise<InspectLog> {
  const header: Record<string, unknown> = {};
  for await (const { path, value } of streamJson(file, HEADER, nullForNonNumbers))
    header[String(path[0])] = value;
  return {
    header: readShape(LogHeader, header),
    async *samples(): AsyncGenerator<PlacedSample> {
      let index = 0;
      for await (const { value } of streamJson(file, ["$.samples.*"], nullForNonNumbers)) {
        const where = `samples[${index++}]`;
        yield { where, sample: readShape(Sample, value, where) };
      }
    },
  };
}
