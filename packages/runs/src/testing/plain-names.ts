import * as fc from "fast-check";

export const pool = ["a", "b", "c", "d", "e"] as const;
export const texts = ["one", "two", "three"] as const;
export const kinds = ["model", "prompt"] as const;
export type Kind = (typeof kinds)[number];

type Step =
  | {
      readonly do: "record";
      readonly model: number;
      readonly prompt: number;
      readonly text: number;
      readonly day: number;
    }
  | { readonly do: "rename"; readonly kind: Kind; readonly from: number; readonly to: number }
  | { readonly do: "undo"; readonly which: number };

const index = fc.nat(pool.length - 1);
const record = fc.record({
  do: fc.constant("record" as const),
  model: index,
  prompt: index,
  text: fc.nat(texts.length - 1),
  day: fc.integer({ min: 1, max: 9 }),
});
/** Some runs, and then renamings, undoings and more runs. */
export const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array(record, { minLength: 2, maxLength: 6 }),
    fc.array(
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc.record({
            do: fc.constant("rename" as const),
            kind: fc.constantFrom(...kinds),
            from: index,
            to: index,
          }),
        },
        { weight: 2, arbitrary: fc.record({ do: fc.constant("undo" as const), which: fc.nat(5) }) },
        { weight: 1, arbitrary: record },
      ),
      { minLength: 1, maxLength: 10 },
    ),
  )
  .map(([recorded, changes]) => [...recorded, ...changes]);

/** What names should stand for, computed the plain way. */
export class PlainNames {
  readonly canonical = { model: new Map<string, string>(), prompt: new Map<string, string>() };
  /** In the order of their recording. */
  readonly versions: { readonly prompt: string; readonly text: string; first: number }[] = [];
  readonly renamings: {
    readonly kind: Kind;
    readonly from: string;
    readonly to: string;
    readonly moved: string[];
  }[] = [];

  record(model: string, prompt: string, text: string, day: number) {
    if (!this.canonical.model.has(model)) this.canonical.model.set(model, model);
    if (!this.canonical.prompt.has(prompt)) this.canonical.prompt.set(prompt, prompt);
    const known = this.versions.find((version) => version.prompt === prompt && version.text === text);
    if (known) known.first = Math.min(known.first, day);
    else this.versions.push({ prompt, text, first: day });
  }

  /** Whether that can be done. */
  rename(kind: Kind, name: string, other: string): boolean {
    const of = this.canonical[kind];
    const from = of.get(name);
    if (from === undefined || other === from) return false;
    const standsFor = of.get(other) ?? other;
    const to = standsFor === from ? other : standsFor;
    const moved = [...of].filter(([, canonical]) => canonical === from).map(([alias]) => alias);
    if (!of.has(to)) of.set(to, to);
    for (const alias of moved) of.set(alias, to);
    this.renamings.push({ kind, from, to, moved });
    return true;
  }

  canUndo(at: number): boolean {
    const { kind, moved } = this.renamings[at]!;
    const newer = this.renamings.slice(at + 1);
    return !newer.some((other) => other.kind === kind && other.moved.some((name) => moved.includes(name)));
  }

  undo(at: number) {
    const [{ kind, from, moved }] = this.renamings.splice(at, 1) as [(typeof this.renamings)[number]];
    for (const name of moved) this.canonical[kind].set(name, from);
  }

  /** Each version with the one that it is shown as, and its number. */
  shownVersions() {
    return this.versions.map((version) => {
      const group = this.versions.filter(
        ({ prompt }) => this.#promptOf(prompt) === this.#promptOf(version.prompt),
      );
      const first = [...Map.groupBy(group, ({ text }) => text).values()].map((twins) => ({
        version: twins[0]!,
        first: Math.min(...twins.map((twin) => twin.first)),
      }));
      const number =
        first.toSorted((x, y) => x.first - y.first).findIndex((one) => one.version.text === version.text) + 1;
      const { prompt, text } = group.find((twin) => twin.text === version.text)!;
      return { version: `${version.prompt}: ${version.text}`, canonical: `${prompt}: ${text}`, number };
    });
  }

  #promptOf(prompt: string) {
    return this.canonical.prompt.get(prompt);
  }
}
