const SPACE = /[\t\n\r ]*/y;
const STRING = String.raw`"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const TOKEN = new RegExp(`[{}[\\]:,]|${STRING}|${NUMBER}|true|false|null`, "y");

type Expected = "value" | "first value" | "key" | "first key" | "colon" | "comma" | "end";

/**
 * The index of the first character that JSON does not allow there, the text's length where it ends too early.
 * For text that `JSON.parse` refused: the engines' own messages do not all say where.
 */
export function findJsonFault(text: string): number {
  const open: string[] = [];
  let expected: Expected | null = "value";
  for (let at = skip(SPACE, text, 0); at < text.length;) {
    const end = skip(TOKEN, text, at);
    expected = end === at ? null : step(expected, text.charAt(at), open);
    if (expected === null) return at;
    at = skip(SPACE, text, end);
  }
  return text.length;
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
