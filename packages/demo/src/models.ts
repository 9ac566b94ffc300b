import { story } from "./story.ts";

/** A model of the demo. No real vendor: invented scores must not be read as a verdict on anybody's product. */
export interface DemoModel {
  readonly provider: string;
  readonly name: string;
  /** Log-odds of getting a thing of middling difficulty right. */
  readonly ability: number;
  /** Of a usual answer, ms. */
  readonly latencyMs: number;
  /** US dollars per million tokens, in and out; null where nobody says. */
  readonly price: readonly [input: number, output: number] | null;
  /** How often it is run, against the others. */
  readonly weight: number;
  /** The dataset that most of its runs are of; not given: it is run on all alike. */
  readonly mostlyOn?: string;
  /** What it was called in runs that are older than this, in days before the first fill. */
  readonly formerly?: { readonly name: string; readonly daysAgo: number };
  /** Since when it is not run any more, in days before the first fill; not given: it still is. */
  readonly retiredDaysAgo?: number;
}

const local = { provider: story.unpricedProvider, price: null };

/** The models that are run every day; few enough today for the new one to stand in a list of ten. */
export const models: readonly [DemoModel, ...DemoModel[]] = [
  {
    provider: story.strongModel.provider,
    name: story.strongModel.model,
    ability: 3.2,
    latencyMs: 2_300,
    price: [5, 25],
    weight: 5,
    mostlyOn: story.hardDataset,
  },
  { provider: "solano", name: "sol-3-medium", ability: 2.0, latencyMs: 1_200, price: [1, 5], weight: 8 },
  {
    provider: story.weakModel.provider,
    name: story.weakModel.model,
    ability: 1.2,
    latencyMs: 520,
    price: [0.2, 1],
    weight: 5,
    mostlyOn: story.easyDataset,
  },
  { provider: "tessera", name: "tess-5", ability: 2.4, latencyMs: 1_900, price: [4, 16], weight: 6 },
  { provider: "tessera", name: "tess-5-mini", ability: 1.9, latencyMs: 800, price: [0.4, 1.6], weight: 5 },
  {
    provider: "tessera",
    name: "tess-4",
    ability: 1.1,
    latencyMs: 1_500,
    price: [2, 8],
    weight: 3,
    retiredDaysAgo: 124,
  },
  { provider: "kestrel", name: "kestrel-2", ability: 2.2, latencyMs: 2_200, price: [1.5, 10], weight: 10 },
  { provider: "kestrel", name: "kestrel-2-fast", ability: 1.4, latencyMs: 430, price: [0.1, 0.4], weight: 6 },
  { provider: "fjord", name: "fjord-large-2609", ability: 1.7, latencyMs: 1_400, price: [2, 6], weight: 4 },
  {
    ...local,
    name: story.twoSpellings.model,
    formerly: { name: story.twoSpellings.formerly, daysAgo: story.twoSpellings.daysAgo },
    ability: 1.3,
    latencyMs: 2_900,
    weight: 4,
  },
  { ...local, name: "birch-8b-instruct", ability: 0.4, latencyMs: 900, weight: 3, retiredDaysAgo: 96 },
];

/** The new model, with its one run. */
export const luckyModel: DemoModel = {
  provider: story.luckyModel.provider,
  name: story.luckyModel.model,
  ability: 99,
  latencyMs: 1_100,
  price: [3, 12],
  weight: 0,
};
