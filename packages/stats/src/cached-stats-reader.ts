import { BentoCache, bentostore, errors } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { Period, STATS_TTL_MS, type StatsReport } from "./contract.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { StatsReader } from "./stats-reader.ts";

/** How old an answer may get while none newer can be computed, ms. */
const GRACE_MS = 600_000;

/** How long a caller who could have an old answer waits for a new one, ms. */
const PATIENCE_MS = 1_000;

export interface CachedStatsReaderOptions {
  /** Computes the report of a period at `now`, which becomes its `generatedAt`. */
  readonly compute: (period: Period, now: Date) => Promise<StatsReport>;
  /** Hears of every computation that failed, also where an old answer was served instead. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * Keeps the finished report of each period for its minute and computes a period once at a time, however
 * many ask. When computing fails or takes long the last answer is given, marked stale, for ten minutes.
 * The clock is `Date`, the one that bentocache reads.
 */
export function cachedStatsReader({ compute, onError }: CachedStatsReaderOptions): StatsReader {
  const cache = reportCache();
  const asked = new Map<Period, Promise<StatsReport>>();

  const ask = async (period: Period) => {
    await forgetTooOld(cache, period);
    return cache.getOrSet({
      key: period,
      factory: async ({ setOptions }) => {
        // Before the queries: from this moment on the report may miss a completion.
        const now = new Date();
        const report = deepFreeze(await compute(period, now));
        // A TTL of 0 would mean for ever.
        setOptions({ ttl: Math.max(1, STATS_TTL_MS - ageOf(report)) });
        return report;
      },
      onFactoryError: (error) => onError?.(error.cause),
    });
  };

  return {
    // The cache's own queue would let all who wait for a computation that fails try again one by one.
    get: async (period) => {
      const answer = asked.get(period) ?? ask(period).finally(() => asked.delete(period));
      asked.set(period, answer);
      return withAge(await answer.catch(throwCause));
    },
    close: () => cache.disconnectAll(),
  };
}

function reportCache() {
  const memory = memoryDriver({ maxItems: Period.options.length, serialize: false });
  // With its default backoff a failure would count as a hit for a while, and begin the grace anew.
  const store = bentostore({ grace: GRACE_MS, graceBackoff: 0, timeout: PATIENCE_MS }).useL1Layer(memory);
  return new BentoCache({ default: "reports", stores: { reports: store } });
}

/** The cache ends the grace by a clock that stands still while a laptop sleeps. */
async function forgetTooOld(cache: ReturnType<typeof reportCache>, period: Period): Promise<void> {
  const last = await cache.get<StatsReport | undefined>({ key: period });
  if (last && ageOf(last) >= GRACE_MS) await cache.delete({ key: period });
}

function withAge(report: StatsReport): StatsReport {
  const ageMs = ageOf(report);
  return { ...report, freshForMs: Math.max(0, STATS_TTL_MS - ageMs), stale: ageMs >= STATS_TTL_MS };
}

/** Ms since its queries began; never negative, whatever the clock was set to. */
function ageOf({ generatedAt }: StatsReport): number {
  return Math.max(0, Date.now() - Date.parse(generatedAt));
}

function throwCause(error: unknown): never {
  throw error instanceof errors.E_FACTORY_ERROR ? error.cause : error;
}
