import type { Access } from "@evalboard/access";
import type { FactKeeper } from "@evalboard/facts";
import type { ItemReader, NameStore, RunStore } from "@evalboard/runs";
import { type StatsReader, withLatest } from "@evalboard/stats";
import type { ViewStore } from "@evalboard/team";
import { pino } from "pino";
import type { ServerDeps } from "../server.ts";
import { createTelemetry } from "../telemetry/telemetry.ts";

const unused = () => Promise.reject(new Error("this test does not call it"));

const runs: RunStore = {
  start: unused,
  addResults: unused,
  complete: unused,
  fail: unused,
  compareRecorded: unused,
  list: unused,
  get: unused,
  revisions: unused,
  results: unused,
  result: unused,
  scoreHistogram: unused,
  compare: unused,
  compareGroups: unused,
  judge: unused,
  comparedItems: unused,
  catalogue: unused,
  differingTags: unused,
  describe: unused,
  delete: unused,
  prune: unused,
  requireOwned: unused,
};

const access: Access = {
  keys: { list: unused, create: unused, revoke: unused },
  sessions: { start: unused, end: unused },
  callers: { ofKey: () => undefined, ofSession: () => undefined },
  audit: { note: async () => {}, list: unused },
  prepare: unused,
};

const items: ItemReader = {
  history: unused,
  list: unused,
  versions: unused,
  messages: unused,
  known: unused,
};

const names: NameStore = {
  preview: unused,
  rename: unused,
  undo: unused,
  renamings: unused,
  likelySame: unused,
  describeMetric: unused,
};

const stats: StatsReader = {
  get: unused,
  latest: () => undefined,
  isKept: async () => false,
  latencyByModel: unused,
  model: unused,
  dataset: unused,
  prompt: unused,
  matrix: unused,
  close: unused,
};

const facts: FactKeeper = {
  status: unused,
  rebuild: unused,
  verify: unused,
  start: () => {},
  close: unused,
};

const views: ViewStore = { list: unused, save: unused, rename: unused, remove: unused };

const settings: ServerDeps["settings"] = {
  get: unused,
  change: unused,
  alerts: unused,
  retention: unused,
  testWebhook: unused,
};

const demo: ServerDeps["demo"] = { status: unused, load: unused, remove: unused, close: unused };

/** An error that stands for a database that is away. */
export class Outage extends Error {}

const causeOf = (error: unknown) => (error instanceof Error ? error.cause : undefined);

/** Services that answer nothing but what the test gives. */
export function servicesOfTest(given: {
  runs?: Partial<RunStore>;
  items?: Partial<ItemReader>;
  names?: Partial<NameStore>;
  stats?: Partial<StatsReader>;
  facts?: Partial<FactKeeper>;
  access?: Partial<Access>;
  keysAsked?: boolean;
  isReady?: boolean;
  isPrepared?: boolean;
}): ServerDeps {
  return {
    runs: { ...runs, ...given.runs },
    items: { ...items, ...given.items },
    names: { ...names, ...given.names },
    stats: { ...stats, ...given.stats, ...withLatest(given.stats?.get ?? unused) },
    facts: { ...facts, ...given.facts },
    views,
    settings,
    demo,
    access: { ...access, ...given.access },
    keysAsked: given.keysAsked ?? false,
    health: {
      isPrepared: () => given.isPrepared ?? true,
      isReady: () => Promise.resolve(given.isReady ?? true),
      isOutage: (error) => error instanceof Outage,
      isLost: (error) =>
        [error, causeOf(error)].some((one) => one instanceof Outage && one.message === "lost"),
    },
    log: pino({ level: "silent" }),
    telemetry: createTelemetry(),
  };
}
