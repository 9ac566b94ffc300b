import * as fc from "fast-check";

const parse = (json: string): unknown => JSON.parse(json);

/** What a key may be called in the place of its name, where objects have a meaning for it. */
const meant = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];

/** Values that a file may hold where another was expected. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, -1, 0, 1.5, 1e308, 2 ** 53, "", "\u0000", "\ud800", [], {}, true),
  // What throws where it is made a number or a text.
  fc.constantFrom<unknown>({ toString: null, valueOf: null }, [{ toString: null, valueOf: null }]),
  // What a merge of objects would write into all of them.
  fc.constantFrom('{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}').map(parse),
  fc.constantFrom("2026-01-31T09:00:00Z", "9999-12-31T23:59:59Z", "file:///home/me/x.mjs", "x".repeat(300)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Replaces, removes or doubles one value somewhere in the file, or gives it another key. */
function mutate(value: unknown, steps: readonly number[], by: unknown): unknown {
  if (typeof value !== "object" || value === null || steps.length === 0) return by;
  const [step = 0, ...rest] = steps;
  const entries = Object.entries(value);
  const at = step % Math.max(1, entries.length);
  const edited = entries.flatMap(([key, member], index): [string, unknown][] => {
    if (index !== at) return [[key, member]];
    if (by === undefined && rest.length === 0) return [];
    const name = rest.length === 0 && step % 7 === 0 ? (meant[step % meant.length] ?? key) : key;
    return [[name, mutate(member, rest, by)]];
  });
  if (Array.isArray(value)) {
    const members = edited.map(([, member]) => member);
    return step % 5 === 0 ? [...members, members[at]] : members;
  }
  return Object.fromEntries(edited);
}

/** What one of these JSON texts says with one to three values of it replaced, removed or doubled. */
export function mutatedContents(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.array(fc.nat(60), { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 3 }),
      fc.option(odd, { nil: undefined }),
    )
    .map(([text, paths, by]) => {
      const content = paths.reduce<unknown>((file, path) => mutate(file, path, by), JSON.parse(text));
      return JSON.stringify(content) ?? "";
    });
}

/** One of these texts with some characters in it taken out and others put in. */
export function mutatedTexts(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(40), fc.string({ unit: "binary", maxLength: 5 }))
    .map(([text, place, removed, inserted]) => {
      const at = place % text.length;
      return text.slice(0, at) + inserted + text.slice(at + removed);
    });
}

/** The same as `mutatedContents` of one line of one of these texts of JSON Lines. */
export function mutatedLines(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.nat()).chain(([text, place]) => {
    const lines = text.trimEnd().split("\n");
    const at = place % lines.length;
    return mutatedContents([lines[at] ?? ""]).map((line) => lines.with(at, line).join("\n"));
  });
}
