import { type Access, createAccess } from "@evalboard/access";
import { type BoardDemo, createBoardDemo } from "@evalboard/demo";
import { createFactKeeper, type FactKeeper } from "@evalboard/facts";
import {
  createItemReader,
  createNameStore,
  createRunStore,
  type ItemReader,
  type NameStore,
  type RunStore,
} from "@evalboard/runs";
import type { Duties, Orm, Replicas } from "@evalboard/db";
import {
  createSharedReports,
  createStatsReader,
  openSecondLayer,
  type SecondLayer,
  type StatsReader,
  type StatsReaderOptions,
  windowOf,
} from "@evalboard/stats";
import product from "../package.json" with { type: "json" };
import {
  createSettingStore,
  createViewStore,
  type FixedSettings,
  readPassMark,
  type SettingStore,
  type ViewStore,
} from "@evalboard/team";
import type { BoardSettings } from "@evalboard/router";
import type { FastifyBaseLogger } from "fastify";
import type { Env } from "./env.ts";
import { refusalOfWebhook, testWebhook } from "./alerts/test-message.ts";
import { type Telemetry, watchReports, watchRuns } from "./telemetry/telemetry.ts";

interface ServicesOptions extends Pick<StatsReaderOptions, "timeZone" | "kept" | "layer"> {
  readonly orm: Pick<Orm, "em" | "isShared">;
  /** What reports are read from in the database's place; without any it is the database alone. */
  readonly replicas?: Pick<Replicas, "read" | "isReadable"> | undefined;
  /** What one process at a time does; where nothing is said, this one. */
  readonly duties?: Duties | undefined;
  /** Hears of what fails behind an answer; there from the first moment on, while a server is yet to be built. */
  readonly log: FastifyBaseLogger;
  readonly telemetry: Telemetry;
  /** Whether nobody comes in without a key. */
  readonly keysAsked: boolean;
  /** What the environment sets of what can be set on the page too; nothing where nothing is said. */
  readonly fixed?: Omit<FixedSettings, "timeZone">;
  /** Whether alerts may go to a private network. */
  readonly allowPrivateWebhook?: boolean;
}

/** What answers for one database. */
export interface Services {
  readonly runs: RunStore;
  readonly items: ItemReader;
  readonly names: NameStore;
  readonly stats: StatsReader;
  readonly facts: FactKeeper;
  readonly views: ViewStore;
  readonly settings: SettingStore & BoardSettings;
  readonly demo: BoardDemo;
  readonly access: Access;
}

/** Makes the services over an open database; what they log does not wait for the server. */
export function createServices({
  orm,
  timeZone,
  kept,
  replicas,
  layer,
  duties,
  log,
  telemetry,
  keysAsked,
  fixed = { alertErrorRate: undefined, webhook: undefined },
  allowPrivateWebhook = false,
}: ServicesOptions): Services {
  const settings = createSettingStore({
    orm,
    // A zone that is said is nearly always another one.
    fixed: { ...fixed, timeZone: { name: timeZone, isSet: timeZone !== "UTC" } },
    refusalOf: (url) => refusalOfWebhook(url, allowPrivateWebhook),
  });
  // Of a database that is this process's alone nobody else would read them.
  const shared = orm.isShared
    ? createSharedReports({
        orm,
        replicas,
        version: versionOf(timeZone),
        onError: (error) => log.warn(error, "a report could not be shared with other servers"),
        onSharing: telemetry.metrics.reportShared,
      })
    : undefined;
  return {
    access: createAccess({ orm, keysAsked }),
    runs: watchRuns(createRunStore({ orm, timeZone, defaultPassMark: readPassMark }), telemetry),
    items: createItemReader({
      orm,
      windowOf: (period) => (period === "all" ? null : windowOf(period, new Date(), timeZone, null)),
    }),
    names: createNameStore({ orm }),
    demo: createBoardDemo({
      orm,
      onError: (error) => log.error(error, "the demo could not be loaded or removed"),
    }),
    views: createViewStore({ orm }),
    settings: { ...settings, testWebhook: () => testWebhook(settings, allowPrivateWebhook) },
    stats: createStatsReader({
      orm,
      replicas,
      timeZone,
      kept,
      onError: (error) => log.error(error, "the board could not be computed"),
      watch: watchReports(telemetry),
      shared,
      layer,
    }),
    facts: createFactKeeper({
      orm,
      timeZone,
      duties,
      onError: (error) => {
        telemetry.metrics.factsFailed();
        log.error(error, "the facts could not be kept up");
      },
      onBuild: ({ why, runs }) =>
        // A board that is new has nothing to tell.
        log[why === "there are none" ? "info" : "warn"](
          `the board's facts are built again (${reasons[why]}): until they are, it is computed from its ${runs} completed runs`,
        ),
    }),
  };
}

/** What tells the reports of this build and zone from others'. */
function versionOf(timeZone: string): string {
  return `${product.version}:${timeZone}`;
}

interface LayerOptions {
  readonly env: Pick<Env, "REDIS_URL" | "EVALBOARD_TIME_ZONE">;
  readonly log: FastifyBaseLogger;
  readonly telemetry: Telemetry;
}

/** The layer beside the memory in which reports are kept, where a Redis is set for it. */
export async function layerOf({ env, log, telemetry }: LayerOptions): Promise<SecondLayer | undefined> {
  if (env.REDIS_URL === undefined) return undefined;
  return openSecondLayer({
    url: env.REDIS_URL,
    version: versionOf(env.EVALBOARD_TIME_ZONE),
    onChange: (why) =>
      log.warn(
        why === null
          ? "Redis answers again"
          : `Redis is away (${why}): until it answers, reports are kept in memory and in the database alone`,
      ),
    onRecall: telemetry.metrics.reportRecalled,
  });
}

/** Why facts are built, as the log has it. */
const reasons = {
  "there are none": "there are none",
  "of another layout": "those that are there are of another version's layout",
  "of another time zone": "those that are there are of another time zone",
  "begun before": "their building was begun and not finished",
} as const;
