import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { SourceFile } from "./importer.ts";
import { readPieces } from "./read-file.ts";

/**
 * The first `length` digits of the SHA-256 of a text in UTF-8, lower-case hex.
 * Not Web Crypto: that is asynchronous, and absent from pages served over plain HTTP.
 */
export function hash(text: string, length: number): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, length);
}

/** The same of a file's bytes, read in pieces: for files that have no id of their own. */
export async function hashFile(file: Pick<SourceFile, "blob">, length: number): Promise<string> {
  const digest = sha256.create();
  for await (const bytes of readPieces(file)) digest.update(bytes);
  return bytesToHex(digest.digest()).slice(0, length);
}
