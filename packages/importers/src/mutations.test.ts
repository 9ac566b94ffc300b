import { CompleteRun, NewResult, StartRun } from "@evalboard/runs/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import brokenCalls from "../fixtures/promptfoo/broken-calls.json" with { type: "json" };
import cached from "../fixtures/promptfoo/cached.json" with { type: "json" };
import shapes from "../fixtures/promptfoo/shapes.json" with { type: "json" };
import { ImportError } from "./import-error.ts";
import { readWhole, textFile } from "./testing/parse.ts";

const originals = [brokenCalls, cached, shapes].map((content) => JSON.stringify(content));

/** Either valid runs or an ImportError with words; anything else thrown fails the test. */
async function survives(text: string): Promise<void> {
  try {
    const { runs } = await readWhole(textFile(text));
    expect(runs.length).toBeGreaterThan(0);
    expect(new Set(runs.map(({ start }) => start.externalId)).size).toBe(runs.length);
    for (const { start, results, end } of runs) {
      StartRun.parse(start);
      NewResult.array().min(1).parse(results);
      CompleteRun.shape.completedAt.parse(end.at);
      expect(Date.parse(end.at ?? "")).toBeGreaterThanOrEqual(Date.parse(start.startedAt ?? ""));
      const keys = results.map(({ itemKey, repeat }) => JSON.stringify([itemKey, repeat]));
      expect(new Set(keys).size).toBe(keys.length);
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    expect(error.message).toMatch(/^\P{Cc}+$/u);
  }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, -1, 0, 1.5, 1e308, 2 ** 53, "", "\u0000", "\ud800", [], {}, true),
  fc.constantFrom("2026-01-31T09:00:00Z", "9999-12-31T23:59:59Z", "file:///home/me/x.mjs", "x".repeat(300)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Replaces, removes or doubles one value somewhere in the file. */
function mutate(value: unknown, steps: readonly number[], by: unknown): unknown {
  if (typeof value !== "object" || value === null || steps.length === 0) return by;
  const [step = 0, ...rest] = steps;
  const entries = Object.entries(value);
  const at = step % Math.max(1, entries.length);
  const edited = entries.flatMap(([key, member], index): [string, unknown][] => {
    if (index !== at) return [[key, member]];
    if (by === undefined && rest.length === 0) return [];
    return [[key, mutate(member, rest, by)]];
  });
  if (Array.isArray(value)) {
    const members = edited.map(([, member]) => member);
    return step % 5 === 0 ? [...members, members[at]] : members;
  }
  return Object.fromEntries(edited);
}

// Thousands of files take their time on a busy machine.
describe("a mutated file", { timeout: 60_000 }, () => {
  it("gives valid runs or an error where values are others than expected", () => {
    return fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.array(fc.array(fc.nat(60), { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 3 }),
        fc.option(odd, { nil: undefined }),
        async (text, paths, by) => {
          const content = paths.reduce<unknown>((file, path) => mutate(file, path, by), JSON.parse(text));
          await survives(JSON.stringify(content) ?? "");
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("gives valid runs or an error where characters are others than expected", () => {
    return fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.nat(),
        fc.nat(40),
        fc.string({ unit: "binary", maxLength: 5 }),
        async (text, place, removed, inserted) => {
          const at = place % text.length;
          await survives(text.slice(0, at) + inserted + text.slice(at + removed));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("gives an error where it was cut off", () => {
    return fc.assert(
      fc.asyncProperty(fc.constantFrom(...originals), fc.nat(), async (text, length) => {
        const cut = textFile(text.slice(0, length % text.length));
        await expect(readWhole(cut)).rejects.toThrow(ImportError);
      }),
    );
  });
});
