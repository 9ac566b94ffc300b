import { NamedPeriod, type Period } from "@evalboard/contract";
import * as fc from "fast-check";

/** A run as it is recorded; indices name its model, dataset, prompt and the text of that. */
export interface RecordedRun {
  readonly model: number;
  readonly dataset: number;
  readonly prompt: number;
  readonly text: number;
  /** How long before now it completed, ms. */
  readonly agoMs: number;
  readonly limited: boolean;
  readonly items: readonly Item[];
}

interface Item {
  /** Null of a call that broke. */
  readonly score: number | "unscored" | null;
  readonly latencyMs: number | null;
  readonly costUsd: number | null;
}

/** What happens to a board; `pick` chooses among the runs that there are at that moment. */
export type Event =
  | { readonly kind: "record"; readonly run: RecordedRun }
  | { readonly kind: "import at once"; readonly runs: readonly RecordedRun[] }
  | { readonly kind: "replace"; readonly pick: number; readonly run: RecordedRun }
  | { readonly kind: "complete again"; readonly pick: number }
  | { readonly kind: "score late"; readonly pick: number; readonly score: number }
  | { readonly kind: "delete"; readonly pick: number }
  | { readonly kind: "fail"; readonly run: RecordedRun }
  | { readonly kind: "rebuild"; readonly breaksOff: boolean }
  | { readonly kind: "start in a zone"; readonly timeZone: string };

/** A history, and when and in which zone the board is looked at after it. */
export interface History {
  readonly now: Date;
  readonly timeZone: string;
  readonly events: readonly Event[];
  /** What is looked at more closely: a period, and subjects by their index. */
  readonly closer: {
    readonly period: Period;
    readonly model: number;
    readonly dataset: number;
    readonly prompt: number;
  };
}

const hourMs = 3_600_000;
// Clocks that change by an hour, by half of one, at midnight, or not at all.
const timeZone = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/Havana",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
);
const changes = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"];

const now = fc.oneof(
  fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: 60 * hourMs }))
    .map(([day, ms]) => new Date(Date.parse(day) + ms)),
);

/** Within the hours, the days, the months before, and at their edges. */
const agoMs = fc.oneof(
  fc.integer({ min: 0, max: 30 * hourMs }),
  fc.integer({ min: 40 * hourMs, max: 80 * hourMs }),
  fc.integer({ min: 0, max: 24 * 200 * hourMs }),
  fc.integer({ min: 0, max: 24 * 1_200 * hourMs }),
  fc.constantFrom(0, hourMs, 24 * hourMs, 48 * hourMs),
);

const double = (max: number) => fc.double({ min: 0, max, noNaN: true });
const item: fc.Arbitrary<Item> = fc.record({
  score: fc.oneof(fc.constantFrom(null, "unscored" as const, 0, 1, 0.8, 1 / 3, 0.1 + 0.2, 5e-324), double(1)),
  latencyMs: fc.oneof(fc.constantFrom(null, 0, 1, 250, 1e9), double(100_000)),
  costUsd: fc.constantFrom(null, 0, 0.1, 0.2, 1e-9),
});
const run: fc.Arbitrary<RecordedRun> = fc.record({
  model: fc.nat(2),
  dataset: fc.nat(2),
  prompt: fc.nat(1),
  text: fc.nat(2),
  agoMs,
  limited: fc.constantFrom(false, false, false, true),
  items: fc.array(item, { minLength: 1, maxLength: 4 }),
});
const pick = fc.nat(1_000);

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("record" as const), run }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("import at once" as const),
      runs: fc.array(run, { minLength: 2, maxLength: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("replace" as const), pick, run }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("complete again" as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("score late" as const),
      pick,
      score: fc.constantFrom(0, 1 / 3, 1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("fail" as const), run }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("rebuild" as const), breaksOff: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("start in a zone" as const), timeZone }) },
);

/** Of up to 16 events: a counterexample that is read through. */
export const arbitraryHistory: fc.Arbitrary<History> = fc.record({
  now,
  timeZone,
  events: fc.array(event, { maxLength: 16, size: "max" }),
  closer: fc.record({
    period: fc.constantFrom(...NamedPeriod.options),
    model: fc.nat(2),
    dataset: fc.nat(2),
    prompt: fc.nat(1),
  }),
});
