import type { RenameView, SavedView as SentView, SaveView, ViewId } from "@evalboard/contract";
import { MAX_VIEWS } from "@evalboard/contract/words";
import { type Em, type Orm, SavedView } from "@evalboard/db";
import { LockMode, UniqueConstraintViolationException } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { TeamConflict, ViewNotFound } from "./errors.ts";

/** The views that a team has saved: each is an address of the board under a name that no other has. */
export interface ViewStore {
  /** By name. */
  list(): Promise<SentView[]>;
  /** Throws `TeamConflict` for a name that is taken, and where there are too many. */
  save(view: z.output<typeof SaveView>, by: { readonly name: string }): Promise<SentView>;
  /** Gives the name that it had too. Throws `ViewNotFound`, or `TeamConflict` for a name that is taken. */
  rename(view: z.output<typeof RenameView>): Promise<{ readonly view: SentView; readonly before: string }>;
  /** Gives the view that is gone. Throws `ViewNotFound`. */
  remove(view: ViewId): Promise<SentView>;
}

interface ViewStoreOptions {
  readonly orm: Pick<Orm, "em">;
  /** The server's clock. */
  readonly now?: () => Date;
}

/** The views of one database. Each call is a unit of work of its own. */
export function createViewStore({ orm, now = () => new Date() }: ViewStoreOptions): ViewStore {
  return {
    list: () => listViews(orm.em.fork()),
    save: (view, { name: createdBy }) => saveView(orm.em.fork(), { ...view, createdBy, createdAt: now() }),
    rename: (view) => orm.em.fork().transactional((em) => renameView(em, view)),
    remove: (view) => orm.em.fork().transactional((em) => removeView(em, view)),
  };
}

const byName = new Intl.Collator("en", { numeric: true });

async function listViews(em: Em): Promise<SentView[]> {
  const views = await em.find(SavedView, {}, { orderBy: { id: "asc" }, limit: MAX_VIEWS });
  return views.map(sentView).toSorted((a, b) => byName.compare(a.name, b.name));
}

async function saveView(em: Em, view: Omit<Row, "id">): Promise<SentView> {
  if ((await em.count(SavedView)) >= MAX_VIEWS) {
    throw new TeamConflict(`There are ${MAX_VIEWS} saved views already; remove some that nobody uses`);
  }
  const row = { id: uuid(), ...view };
  await orTaken(view.name, em.insert(SavedView, row));
  return sentView(row);
}

async function renameView(
  em: Em,
  { viewId, name }: z.output<typeof RenameView>,
): Promise<{ view: SentView; before: string }> {
  const found = await lockView(em, viewId);
  const before = found.name;
  await orTaken(name, em.nativeUpdate(SavedView, viewId, { name }));
  return { view: { ...sentView(found), name }, before };
}

async function removeView(em: Em, { viewId }: ViewId): Promise<SentView> {
  const found = await lockView(em, viewId);
  await em.nativeDelete(SavedView, viewId);
  return sentView(found);
}

async function lockView(em: Em, viewId: string): Promise<SavedView> {
  const found = await em.findOne(SavedView, viewId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!found) throw new ViewNotFound(viewId);
  return found;
}

async function orTaken(name: string, writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new TeamConflict(`name: "${name}" is the name of another saved view; take another name`, {
      cause: error,
    });
  }
}

type Row = Pick<SavedView, "id" | "name" | "address" | "createdBy" | "createdAt">;

function sentView({ id, name, address, createdBy, createdAt }: Row): SentView {
  return { id, name, address, createdBy, createdAt: createdAt.toISOString() };
}
