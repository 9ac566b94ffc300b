import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * The first `length` digits of the SHA-256 of a text in UTF-8, lower-case hex.
 * Not Web Crypto: that is asynchronous, and absent from pages served over plain HTTP.
 */
export function hash(text: string, length: number): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, length);
}
