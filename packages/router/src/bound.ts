import type { Binding, Caller } from "@evalboard/access";
import type { BoardFilter, StatsQuery } from "@evalboard/contract";
import { TRPCError } from "@trpc/server";
import { requireAccess } from "./access-rule.ts";
import type { Context } from "./trpc.ts";

/** What reads and records, as a caller gets it. */
type Services = Pick<Context, "stats" | "runs" | "items" | "names" | "facts" | "views" | "demo">;

/**
 * The services for a caller who is bound to runs of a label or tags. What is recorded takes these, what is read is narrowed
 * to them, a run of others is not there, and what is of all runs together is refused.
 */
export function boundTo(binding: Binding, { stats, runs, items, facts }: Services): Services {
  const narrow = <Asked extends Described>(asked: Asked, field = "") => narrowed(binding, asked, field);
  const own = async <Asked extends { runId: string }>(asked: Asked) => {
    await runs.requireOwned({ runIds: [asked.runId], owner: binding });
    return asked;
  };
  const groups = <Asked extends Record<"baseline" | "candidate", Described>>(asked: Asked) => ({
    ...asked,
    baseline: narrow(asked.baseline, "baseline."),
    candidate: narrow(asked.candidate, "candidate."),
  });
  return {
    runs: {
      start: async (run) => runs.start(narrow(run), binding),
      addResults: async (batch) => runs.addResults(await own(batch)),
      complete: async (run) => runs.complete(await own(run)),
      fail: async (run) => runs.fail(await own(run)),
      compareRecorded: async (recorded) => runs.compareRecorded(recorded, binding),
      list: async (query) => runs.list(narrow(query)),
      get: async (run) => runs.get(await own(run)),
      revisions: async (run) => runs.revisions(await own(run)),
      results: async (query) => runs.results(await own(query)),
      result: async (id) => runs.result(await own(id)),
      scoreHistogram: async (run) => runs.scoreHistogram(await own(run)),
      compare: async (query) => runs.compare(groups(query)),
      comparedItems: async (query) => runs.comparedItems(groups(query)),
      compareGroups: async (query) =>
        runs.compareGroups({
          groups: query.groups.map((group, place) => narrow(group, `groups[${place}].`)),
        }),
      judge: async (together) => runs.judge(together),
      differingTags: async (filter) => runs.differingTags(narrow(filter)),
      catalogue: async (query) => runs.catalogue(query, binding),
      describe: refused,
      delete: refused,
      prune: refused,
      requireOwned: async (asked) => runs.requireOwned(asked),
    },
    stats: {
      get: async (query) => stats.get(boundBoard(binding, query), binding),
      latencyByModel: async (query) => stats.latencyByModel(boundBoard(binding, query), binding),
      latest: () => undefined,
      isKept: () => stats.isKept(),
      model: refused,
      dataset: refused,
      prompt: refused,
      matrix: refused,
      close: refused,
    },
    items: {
      known: async (query) => items.known(query, binding),
      messages: async (query) => {
        const { runId } = query;
        return runId === undefined ? refused() : items.messages(await own({ ...query, runId }));
      },
      history: refused,
      list: refused,
      versions: refused,
    },
    names: {
      preview: refused,
      rename: refused,
      undo: refused,
      renamings: refused,
      likelySame: refused,
      describeMetric: refused,
    },
    // Their names and addresses tell of all the team's runs.
    views: { list: refused, save: refused, rename: refused, remove: refused },
    // Its page asks, and none of it is theirs.
    demo: { status: async () => noDemo, load: refused, remove: refused },
    facts: { status: refused, rebuild: refused, verify: refused, start: () => facts.start(), close: refused },
  };
}

const noDemo = { isLoaded: false, runs: 0, canLoad: false, work: null };

/**
 * The board that a caller gets who asks for one beside tRPC, and whose runs are all that the caller may know of. Throws what
 * the procedure throws to whom it refuses.
 */
export function boardFor(
  caller: Caller | null,
  query: StatsQuery,
): { readonly query: StatsQuery; readonly owner: Binding | undefined } {
  requireAccess(caller, "stats.get", "read");
  const owner = caller?.binding;
  return { query: owner ? boundBoard(owner, query) : query, owner };
}

function boundBoard(binding: Binding, query: StatsQuery): StatsQuery {
  const { period, where } = typeof query === "string" ? { period: query, where: {} } : query;
  return { period, where: narrowed(binding, where, "") };
}

/** What may say a label and tags, as recording and asking do. */
type Described = Pick<BoardFilter, "label" | "tags">;

/** The same, of the runs that the caller is bound to. Throws where it says others. */
function narrowed<Asked extends Described>({ label, tags }: Binding, asked: Asked, field: string): Asked {
  if (label !== null && asked.label !== undefined && asked.label !== label) {
    throw foreign(`${field}label: must be "${label}" or left out`);
  }
  for (const [name, value] of Object.entries(tags)) {
    const said = asked.tags?.[name];
    if (said !== undefined && said !== value) {
      throw foreign(`${field}tags.${name}: must be "${value}" or left out`);
    }
  }
  const bound = { ...asked.tags, ...tags };
  return {
    ...asked,
    ...(label !== null && { label }),
    ...((asked.tags !== undefined || Object.keys(bound).length > 0) && { tags: bound }),
  };
}

const foreign = (message: string) =>
  new TRPCError({ code: "FORBIDDEN", message: `${message}; the key is bound to it` });

async function refused(): Promise<never> {
  throw new TRPCError({
    code: "FORBIDDEN",
    message:
      "This is of all runs together, and the key is bound to a label or tags; it needs a key that is bound to none",
  });
}
