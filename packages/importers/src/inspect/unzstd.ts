import { Decompress } from "fzstd";

/** Zstandard data unpacked; throws where it is damaged or not `size` bytes, however much more it would become. */
export function unzstd(packed: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  const stream = new Decompress((chunk) => {
    bytes.set(chunk, length);
    length += chunk.length;
  });
  stream.push(packed, true);
  if (length !== size) throw new Error(`${length} bytes instead of ${size}`);
  return bytes;
}
