const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NON_NUMBERS = ["NaN", "Infinity", "-Infinity"];
const LONGEST = 9;
const FIRST_BYTES = new Set(NON_NUMBERS.map((word) => word.charCodeAt(0)));
const NULL = new TextEncoder().encode("null");

/**
 * The bytes of JSON as Python writes it, with null for each NaN, Infinity and -Infinity outside its strings: what
 * `readLenientJson` does with a text, for files that are too large to be one.
 */
export async function* nullForNonNumbers(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let inString = false;
  let escaped = false;
  let begun = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = begun.length > 0 ? joined(begun, piece) : piece;
    let from = 0;
    let at = 0;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (escaped) escaped = false;
      else if (inString && byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = !inString;
      else if (!inString && FIRST_BYTES.has(byte)) {
        const ahead = String.fromCharCode(...bytes.subarray(at, at + LONGEST));
        const word = NON_NUMBERS.find((each) => ahead.startsWith(each));
        // The word may go on in the next piece.
        if (!word && NON_NUMBERS.some((each) => each.startsWith(ahead))) break;
        if (!word) continue;
        yield bytes.subarray(from, at);
        yield NULL;
        from = at + word.length;
        at = from - 1;
      }
    }
    yield bytes.subarray(from, at);
    begun = bytes.slice(at);
  }
  yield begun;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
