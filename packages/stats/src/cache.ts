import { type ReportHead, STATS_TTL_MS } from "@evalboard/contract";
import { BentoCache, bentostore, errors } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { SubjectNotFound } from "./narrowing.ts";
import { InvalidPeriod } from "./window.ts";

/** How old an answer may get while none newer can be computed, ms. */
export const GRACE_MS = 600_000;

/** How long a computation may take before those who could have an old answer no longer wait for it, ms. */
const PATIENCE_MS = 1_000;

interface CachedReportsOptions<Query, Report extends ReportHead> {
  /**
   * Computes the report at `now`, which becomes its `generatedAt`; throws `SubjectNotFound` or `InvalidPeriod` where it is about
   * nothing.
   */
  readonly compute: (query: Query, now: Date) => Promise<Report>;
  /** How many reports to keep; beyond it those go that were not asked for the longest. */
  readonly maxReports: number;
  /** Where they are kept beside the memory; asked where that has none of its minute. */
  readonly layer?: ReportLayer<Query, Report> | undefined;
  /** Hears of every computation that failed, also where an old answer was served instead. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Hears how each question was answered. */
  readonly onAnswer?: ((from: AnswerFrom) => void) | undefined;
}

/**
 * How an answer came to be: a `hit` was there, a `miss` was waited for by as many as asked meanwhile, `stale` is an old one in the
 * place of one that could not be had, `absent` says that there is no such subject or no such time yet.
 */
export type AnswerFrom = "hit" | "miss" | "stale" | "absent" | "failed";

/** What other processes have as well. Nothing of it rejects, nor takes long. */
interface ReportLayer<Query, Report> {
  readonly find: (query: Query) => Promise<Report | undefined>;
  readonly keep: (query: Query, report: Report) => void;
  readonly forget: (query: Query) => void;
}

interface CachedReports<Query, Report> {
  readonly get: (query: Query) => Promise<Report>;
  /** Whether an answer is kept that would be given, be it an old one, where none newer can be had. */
  readonly isKept: () => boolean;
  /** Whether this question's is, also in the layer beside the memory. */
  readonly has: (query: Query) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/**
 * Keeps the finished report of each question for its minute and computes it once at a time, however
 * many ask. When computing fails or takes long the last answer is given, marked stale, for ten minutes: once a
 * computation is known to be slow nobody waits for it. That there is no such subject is not kept. The clock is `Date`,
 * the one that bentocache reads.
 */
export function cachedReports<Query, Report extends ReportHead>({
  compute,
  maxReports,
  layer,
  onError,
  onAnswer = () => {},
}: CachedReportsOptions<Query, Report>): CachedReports<Query, Report> {
  const cache = reportCache(maxReports);
  const asked = new Map<string, Promise<Found<Report>>>();
  let last: ReportHead | undefined;
  /** When the computations that go on were started, ms. */
  const startedMs = new Map<string, number>();

  /** Has the memory know the last answer that there is, of whichever process. */
  const recall = async (key: string, query: Query): Promise<Report | undefined> => {
    const own = await youngEnough<Report>(cache, key);
    if (!layer || (own && ageOf(own) < STATS_TTL_MS)) return own;
    const found = await layer.find(query);
    // A Redis that was started again may have what was there when it last wrote to its disk.
    if (!found || (own && found.generatedAt <= own.generatedAt)) return own;
    last = deepFreeze(found);
    await cache.set({ key, value: found, ttl: ttlOf(found) });
    return found;
  };

  const ask = async (key: string, query: Query): Promise<Found<Report>> => {
    await recall(key, query);
    const absences: Error[] = [];
    let isNew = false;
    const report = await cache.getOrSet({
      key,
      timeout: patienceLeft(startedMs.get(key)),
      factory: async ({ setOptions }) => {
        // Before the queries: from this moment on the report may miss a completion.
        const now = new Date();
        startedMs.set(key, now.getTime());
        const computed = deepFreeze(await compute(query, now).finally(() => startedMs.delete(key)));
        // What was read from a replica is of before it was begun: others may have a newer one by now.
        const other = layer && Date.parse(computed.generatedAt) < now.getTime() && (await recall(key, query));
        if (other && other.generatedAt > computed.generatedAt) {
          setOptions({ ttl: ttlOf(other) });
          return other;
        }
        setOptions({ ttl: ttlOf(computed) });
        isNew = true;
        last = computed;
        layer?.keep(query, computed);
        return computed;
      },
      onFactoryError: ({ cause }) => {
        if (isOfNothing(cause)) absences.push(cause);
        else onError?.(cause);
      },
    });
    if (!absences[0]) return { report, isNew };
    // It was there a minute ago: its last answer is no answer now.
    await cache.delete({ key });
    layer?.forget(query);
    throw absences[0];
  };

  return {
    // The cache's own queue would let all who wait for a computation that fails try again one by one.
    get: async (query) => {
      const key = JSON.stringify(query);
      const answer = asked.get(key) ?? ask(key, query).finally(() => asked.delete(key));
      asked.set(key, answer);
      try {
        const { report, isNew } = await answer;
        const aged = withAge(report);
        if (aged.stale) onAnswer("stale");
        else onAnswer(isNew ? "miss" : "hit");
        return aged;
      } catch (error) {
        const cause = causeOf(error);
        onAnswer(isOfNothing(cause) ? "absent" : "failed");
        throw cause;
      }
    },
    isKept: () => last !== undefined && ageOf(last) < GRACE_MS,
    has: async (query) => (await recall(JSON.stringify(query), query)) !== undefined,
    close: () => cache.disconnectAll(),
  };
}

interface Found<Report> {
  readonly report: Report;
  /** Whether it was computed for who asked. */
  readonly isNew: boolean;
}

interface LatestAnswers<Query, Report> {
  get(query: Query): Promise<Report>;
  /**
   * The last answer, while what it says of its age is true: that is in whole seconds, rounded up. The same object each
   * time, so that what a caller makes of it can be kept by it and goes when it does. An old answer is none, since a newer one
   * may be had at any moment.
   */
  latest(query: Query): Report | undefined;
}

/** Gives what `get` gives, and the last of it again without asking. */
export function withLatest<Query, Report extends ReportHead>(
  get: (query: Query) => Promise<Report>,
): LatestAnswers<Query, Report> {
  const told = new Map<Query, { readonly report: Report; readonly fromMs: number; readonly toMs: number }>();
  const latest = (query: Query) => {
    const last = told.get(query);
    // Nor is it true before it was told: a clock that was set back would keep it for as long.
    return last && last.fromMs <= Date.now() && Date.now() <= last.toMs ? last.report : undefined;
  };
  return {
    latest,
    get: async (query) => {
      const report = await get(query);
      if (!report.stale && !latest(query)) {
        const spareMs = report.freshForMs % 1_000;
        const inSeconds = { ...report, freshForMs: report.freshForMs - spareMs };
        told.set(query, { report: inSeconds, fromMs: Date.now(), toMs: Date.now() + spareMs });
      }
      return report;
    },
  };
}

function reportCache(maxItems: number) {
  const memory = memoryDriver({ maxItems, serialize: false });
  // With its default backoff a failure would count as a hit for a while, and start the grace again.
  const store = bentostore({ grace: GRACE_MS, graceBackoff: 0 }).useL1Layer(memory);
  return new BentoCache({ default: "reports", stores: { reports: store } });
}

/** Never more than the whole, whatever the clock was set to. */
function patienceLeft(startMs = Date.now()): number {
  return Math.min(PATIENCE_MS, Math.max(0, startMs + PATIENCE_MS - Date.now()));
}

/** Until its minute is over; less than nothing where it is, since a TTL of 0 would mean for ever. */
function ttlOf(report: ReportHead): number {
  return STATS_TTL_MS - ageOf(report) || -1;
}

/**
 * What is kept, be it old; it is removed where it is too old. The cache ends the grace by a clock that stands still while a laptop sleeps; and
 * after one was set back, what is kept is of a time that is yet to come, and would be fresh until then.
 */
async function youngEnough<Report extends ReportHead>(
  cache: ReturnType<typeof reportCache>,
  key: string,
): Promise<Report | undefined> {
  const kept = await cache.get<Report | undefined>({ key });
  if (!kept) return undefined;
  const isAhead = Date.parse(kept.generatedAt) > Date.now();
  if (!isAhead && ageOf(kept) < GRACE_MS) return kept;
  await cache.delete({ key });
  return undefined;
}

function withAge<Report extends ReportHead>(report: Report): Report {
  const ageMs = ageOf(report);
  return { ...report, freshForMs: Math.max(0, STATS_TTL_MS - ageMs), stale: ageMs >= STATS_TTL_MS };
}

/** Ms since its queries began; never negative, whatever the clock was set to. */
function ageOf({ generatedAt }: ReportHead): number {
  return Math.max(0, Date.now() - Date.parse(generatedAt));
}

/** Whether it says that what was asked is about nothing: no failure of ours. */
export function isOfNothing(error: unknown): error is SubjectNotFound | InvalidPeriod {
  return error instanceof SubjectNotFound || error instanceof InvalidPeriod;
}

function causeOf(error: unknown): unknown {
  return error instanceof errors.E_FACTORY_ERROR ? error.cause : error;
}

/** Freezes a value with all that it holds, so that those who share it cannot change it for each other. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
