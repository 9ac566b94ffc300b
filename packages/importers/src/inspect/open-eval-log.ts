import { ImportError } from "../import-error.ts";
import type { SourceFile } from "../importer.ts";
import { readLenientJson } from "../lenient-json.ts";
import { readShape } from "../read-shape.ts";
import type { InspectLog, PlacedSample } from "./inspect-log.ts";
import { LogHeader } from "./log-header.ts";
import { openZip, type ZipMember } from "./open-zip.ts";
import { Sample } from "./sample.ts";

/** A `.eval` log: a zip whose `header.json` has all but the samples, each of which is a member. Throws `ImportError`. */
export async function openEvalLog({ blob }: SourceFile): Promise<InspectLog> {
  const members = await openZip(blob);
  const header = members.get("header.json");
  if (!header) throw new ImportError(withoutHeader(members));
  const samples = [...members.values()].filter(({ name }) => /^samples\/[^/]+\.json$/.test(name));
  return {
    header: readShape(LogHeader, await readMember(header), "header.json"),
    async *samples(): AsyncGenerator<PlacedSample> {
      for (const member of samples) {
        yield { where: member.name, sample: readShape(Sample, await readMember(member), member.name) };
      }
    },
  };
}

function withoutHeader(members: ReadonlyMap<string, ZipMember>): string {
  return members.has("_journal/start.json")
    ? "header.json: is missing; the evaluation is still going on, or was killed before it ended"
    : "header.json: is missing; is it a zip of another kind?";
}

async function readMember(member: ZipMember): Promise<unknown> {
  const text = await member.readText();
  try {
    return readLenientJson(text);
  } catch (cause) {
    if (!(cause instanceof ImportError)) throw cause;
    throw new ImportError(`${member.name}, ${cause.message}`, { cause });
  }
}
