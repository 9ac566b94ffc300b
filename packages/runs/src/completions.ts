import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import type { EndedRun } from "@evalboard/contract";
import { hasCode, isDatabaseUnavailable, type Orm } from "@evalboard/db";
import { type Completion, completeRun, completeRuns, type Outcome } from "./complete-runs.ts";

interface CompletionsOptions {
  readonly orm: Pick<Orm, "em">;
  readonly now: () => Date;
}

/** Who waits for a completion. */
interface Waiting extends PromiseWithResolvers<EndedRun> {
  readonly completion: Completion;
  /** Runs work in the context in which it was asked for, whose trace it belongs to. */
  readonly within: <Result>(work: () => Result) => Result;
}

/** Of one transaction. */
const MOST_RUNS = 64;

/** While the database works for one, this process prepares another. */
const TRANSACTIONS = 2;

/**
 * Completes runs, those that wait together in one transaction: all of them change the same rows of facts, so that a transaction for
 * each would wait for that of another. Nobody waits for company: a completion that comes while none is under way
 * goes at once. Where a transaction of several fails, each of them is tried by itself, so that one cannot fail another.
 */
export function createCompletions({ orm, now }: CompletionsOptions): (run: Completion) => Promise<EndedRun> {
  const waiting: Waiting[] = [];
  let underWay = 0;

  return (completion) => {
    const one: Waiting = {
      ...Promise.withResolvers<EndedRun>(),
      completion,
      within: AsyncLocalStorage.snapshot(),
    };
    waiting.push(one);
    if (underWay < TRANSACTIONS) void completeWaiting();
    return one.promise;
  };

  async function completeWaiting(): Promise<void> {
    underWay += 1;
    // Who was just answered may have the next one.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) {
      const some = takeSome();
      await some[0]?.within(() => completeTogether(some));
    }
    underWay -= 1;
  }

  /** No run twice: who asks a second time is told what the first one got. */
  function takeSome(): Waiting[] {
    const taken = new Map<string, Waiting>();
    for (const one of waiting) {
      if (taken.size === MOST_RUNS) break;
      const { runId } = one.completion;
      if (!taken.has(runId)) taken.set(runId, one);
    }
    const some = [...taken.values()];
    const left = waiting.filter((one) => !some.includes(one));
    waiting.splice(0, waiting.length, ...left);
    return some;
  }

  /** Never rejects. */
  async function completeTogether(some: readonly Waiting[]): Promise<void> {
    const completions = some.map(({ completion }) => completion);
    try {
      const outcomes = await orm.em.fork().transactional((em) => completeRuns(em, completions, now()));
      for (const one of some) settle(one, outcomes.get(one.completion.runId));
    } catch (error) {
      for (const one of some) {
        if (isOfAll(error)) one.reject(error);
        else settle(one, undefined);
      }
    }
  }

  /** Without an outcome it goes by itself, and the next ones need not wait for it. */
  function settle(one: Waiting, outcome: Outcome | undefined): void {
    if (!outcome) {
      const alone = () => orm.em.fork().transactional((em) => completeRun(em, one.completion, now()));
      one.within(alone).then(one.resolve, one.reject);
    } else if ("refused" in outcome) one.reject(outcome.refused);
    else one.resolve(outcome.ended);
  }
}

/** Whether a failure is the database's, and would be that of each: to try them one by one would take long. */
function isOfAll(error: unknown): boolean {
  return isDatabaseUnavailable(error) && !hasCode(error, "57014");
}
