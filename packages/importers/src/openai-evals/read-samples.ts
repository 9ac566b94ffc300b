import { readShape } from "../check.ts";
import { ImportError, type SourceFile } from "../importer.ts";
import { isRecord, readJsonLine, readLenientJson } from "../json.ts";
import { readLines } from "../read-file.ts";
import { Event, Spec } from "./file.ts";

/** All events of one sample, in their order. */
export interface Sample {
  readonly id: string;
  /** Of its last event. */
  readonly line: number;
  readonly events: readonly Event[];
}

/** What a log holds beside its samples. */
export interface LogOutline {
  readonly spec: Spec;
  /** Without a final report the evaluation was killed. */
  readonly hasReport: boolean;
  /** When the last event happened. */
  readonly lastAt: Date | null;
  /** The line of each sample's last event. */
  readonly ends: ReadonlyMap<string, number>;
}

/** Reads a log whole and keeps no sample; `look` sees each event. Throws `ImportError`. */
export async function outlineOf(file: SourceFile, look: (event: Event) => void): Promise<LogOutline> {
  let spec: Spec | undefined;
  let hasReport = false;
  let lastAt: Date | null = null;
  const ends = new Map<string, number>();
  for await (const { value, line } of readValues(file)) {
    if ("spec" in value) {
      if (spec) throw new ImportError(`line ${line}: begins another run; a log holds one`);
      spec = readShape(Spec, value.spec, `line ${line}, spec`);
    } else if ("final_report" in value) hasReport = true;
    else {
      const event = readShape(Event, value, `line ${line}`);
      if (event.created_at && (!lastAt || event.created_at > lastAt)) lastAt = event.created_at;
      if (typeof event.sample_id !== "string") continue;
      ends.set(event.sample_id, line);
      look(event);
    }
  }
  if (!spec) throw new ImportError("spec: is missing; the first line of a log says what was run");
  return { spec, hasReport, lastAt, ends };
}

/** The samples of a log, each when its last event is read: what is in memory are those that were asked at the same time. */
export async function* readSamples(
  file: SourceFile,
  { ends }: Pick<LogOutline, "ends">,
): AsyncGenerator<Sample> {
  const begun = new Map<string, Event[]>();
  for await (const { value, line } of readValues(file)) {
    if ("spec" in value || "final_report" in value) continue;
    const event = readShape(Event, value, `line ${line}`);
    const id = event.sample_id;
    if (typeof id !== "string") continue;
    const events = begun.get(id) ?? [];
    events.push(event);
    begun.set(id, events);
    if (ends.get(id) !== line) continue;
    begun.delete(id);
    yield { id, line, events };
  }
}

async function* readValues(file: SourceFile) {
  for await (const { number: line, text } of readLines(file)) {
    const value = readJsonLine(text, line, readLenientJson);
    if (!isRecord(value)) throw new ImportError(`line ${line}: expected an event, received no object`);
    yield { value, line };
  }
}
