import type { FileHead, SourceFile } from "./importer.ts";

/** How much of a file is looked at to know its format. */
export const HEAD_BYTES = 65_536;

/** The begin of a file. */
export async function readHead({ name, blob }: SourceFile): Promise<FileHead> {
  const bytes = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  return { name, bytes, text: new TextDecoder().decode(bytes) };
}
