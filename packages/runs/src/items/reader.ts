import type {
  AskKnownItems,
  DatasetId,
  DatasetItems,
  DatasetVersions,
  ItemHistory,
  ItemQuery,
  KnownItems,
  ListDatasetItems,
  ListMessages,
  Messages,
  Period,
} from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import type { z } from "zod";
import type { RunOwner } from "../owner.ts";
import { snapshot } from "../snapshot.ts";
import type { CompletedIn } from "./dataset-runs.ts";
import { readHistory } from "./history.ts";
import { findKnownItems } from "./known.ts";
import { listItems } from "./list.ts";
import { listMessages } from "./messages.ts";
import { listVersions } from "./versions.ts";

/**
 * Reads the items of datasets through their completed runs. Nothing is cached. Datasets that were merged are one, by the id
 * of any of their names. Every method may throw `NotFound` where there is no such dataset, item or run.
 */
export interface ItemReader {
  /** How each model and prompt version fared on one item. */
  history(query: ItemQuery): Promise<ItemHistory>;
  /** The items of a dataset that say most. */
  list(query: z.output<typeof ListDatasetItems>): Promise<DatasetItems>;
  /** The sets of items that were asked under a dataset's name. */
  versions(query: DatasetId): Promise<DatasetVersions>;
  /** How far the dataset of a name has some items; of one that is not there none. Of an owner's runs alone where it is said. */
  known(query: z.output<typeof AskKnownItems>, owner?: RunOwner): Promise<KnownItems>;
  /** Errors or reasons, by how often they are told. */
  messages(query: z.output<typeof ListMessages>): Promise<Messages>;
}

interface ItemReaderOptions {
  readonly orm: Pick<Orm, "em">;
  /** From when to before when a period goes that is asked for now, as on the board; null where it has all runs. */
  readonly windowOf: (period: Period) => CompletedIn | null;
}

/** The items of one database. Each call is a unit of work of its own. */
export function createItemReader({ orm, windowOf }: ItemReaderOptions): ItemReader {
  return {
    history: (query) => orm.em.fork().transactional((em) => readHistory(em, query), snapshot),
    list: (query) =>
      orm.em.fork().transactional((em) => listItems(em, query, windowOf(query.period)), snapshot),
    versions: (query) => orm.em.fork().transactional((em) => listVersions(em, query), snapshot),
    known: (query, owner) => orm.em.fork().transactional((em) => findKnownItems(em, query, owner), snapshot),
    messages: (query) => orm.em.fork().transactional((em) => listMessages(em, query), snapshot),
  };
}
