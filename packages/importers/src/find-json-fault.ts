const SPACE = /[\t\n\r ]*/y;
/** A literal or number that the end of the text cuts off is a token too: the fault is the end. */
const CUT = String.raw`(?:tr?u?|fa?l?s?|nu?l?|-|-?\d+\.|-?\d+(?:\.\d+)?[eE][+-]?)$`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const TOKEN = new RegExp(`${CUT}|[{}[\\]:,"]|${NUMBER}|true|false|null`, "y");
// oxlint-disable-next-line no-control-regex -- JSON itself forbids these in strings
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})|\\(?:u[\da-fA-F]{0,3})?$/y;

type Expected = "value" | "first value" | "key" | "first key" | "colon" | "comma" | "end";

/**
 * The index of the first character that JSON does not allow there, the text's length where it ends too early.
 * For text that `JSON.parse` refused: the engines' own messages do not all say where.
 */
export function findJsonFault(text: string): number {
  const open: string[] = [];
  let expected: Expected | null = "value";
  for (let at = skip(SPACE, text, 0); at < text.length;) {
    let end = skip(TOKEN, text, at);
    expected = end === at ? null : step(expected, text.charAt(at), open);
    if (expected === null) return at;
    if (text[at] === '"') {
      const quote = skipString(text, end);
      if (text[quote] !== '"') return quote;
      end = quote + 1;
    }
    at = skip(SPACE, text, end);
  }
  return text.length;
}

/** The index of what ends a string: its quote, the text's end, or a character that no string may hold. */
function skipString(text: string, from: number): number {
  // Piece by piece: one pattern for a whole string of many escapes runs out of stack.
  for (let at = from; ;) {
    const plain = skip(PLAIN, text, at);
    const escaped = skip(ESCAPE, text, plain);
    if (escaped === plain) return plain;
    at = escaped;
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** What may follow a token, known by its first character; null where the token itself may not stand. */
function step(expected: Expected, token: string, open: string[]): Expected | null {
  switch (expected) {
    case "first value":
      return token === "]" ? close(open) : value(token, open);
    case "value":
      return value(token, open);
    case "first key":
      return token === "}" ? close(open) : key(token);
    case "key":
      return key(token);
    case "colon":
      return token === ":" ? "value" : null;
    case "comma":
      if (token === ",") return open.at(-1) === "{" ? "key" : "value";
      return token === (open.at(-1) === "{" ? "}" : "]") ? close(open) : null;
    case "end":
      return null;
  }
}

function value(token: string, open: string[]): Expected | null {
  if ("}]:,".includes(token)) return null;
  if (token !== "{" && token !== "[") return open.length > 0 ? "comma" : "end";
  open.push(token);
  return token === "{" ? "first key" : "first value";
}

const key = (token: string) => (token === '"' ? "colon" : null);

function close(open: string[]): Expected {
  open.pop();
  return open.length > 0 ? "comma" : "end";
}
