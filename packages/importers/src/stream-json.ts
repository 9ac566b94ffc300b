import { Tokenizer, TokenParser } from "@streamparser/json";
import { ImportError, type SourceFile } from "./importer.ts";
import { jsonFaultAt } from "./json-fault.ts";
import { readPieces } from "./read-file.ts";

const STRING_BUFFER_BYTES = 65_536;

/** A value found in a file and where: keys and, in lists, indices. */
export interface FoundValue {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/**
 * The values at `paths` (`$.results.results.*`) of a JSON file, in their order; the rest of the file is read past, so
 * that a file of any size needs the memory of its largest value. `mend` makes JSON of what is nearly JSON. Throws `ImportError` that says where it is no JSON.
 */
export async function* streamJson(
  file: Pick<SourceFile, "blob">,
  paths: readonly string[],
  mend: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array> = (bytes) => bytes,
): AsyncGenerator<FoundValue> {
  let found: FoundValue[] = [];
  let tokenAt = 0;
  const parser = new TokenParser({ paths: [...paths], keepStack: false });
  const tokenizer = new Tokenizer({ stringBufferSize: STRING_BUFFER_BYTES });
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  parser.onValue = ({ value, key, stack }) => {
    found.push({ path: [...stack.slice(1).map((level) => level.key ?? ""), key ?? ""], value });
  };
  tokenizer.onToken = (token) => {
    tokenAt = token.offset;
    parser.write(token);
  };
  const step = async (take: () => void) => {
    try {
      take();
    } catch (cause) {
      throw await faultOf(file, cause, tokenAt, parser.isEnded);
    }
  };
  for await (const bytes of mend(readPieces(file))) {
    await step(() => {
      utf8.decode(bytes, { stream: true });
      tokenizer.write(bytes);
    });
    yield* found;
    found = [];
  }
  await step(() => {
    utf8.decode();
    tokenizer.end();
    if (!parser.isEnded) throw new Error("the text ended too early");
  });
  yield* found;
}

/** The tokenizer says where in its words; what the parser refuses is the token that it was given last. */
async function faultOf(
  file: Pick<SourceFile, "blob">,
  cause: unknown,
  tokenAt: number,
  valueEnded: boolean,
): Promise<ImportError> {
  if (cause instanceof ImportError) return cause;
  if (cause instanceof TypeError) return new ImportError("it is not UTF-8 text", { cause });
  const message = cause instanceof Error ? cause.message : "";
  const inToken = /absolute position "(\d+)"/.exec(message)?.[1];
  const tooEarly = /ended/.test(message) && inToken === undefined && !message.startsWith("Unexpected");
  const at = tooEarly ? file.blob.size : Number(inToken ?? tokenAt);
  return new ImportError(await jsonFaultAt(file, at, valueEnded), { cause });
}
