import type { SavedView } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { useRouter } from "@tanstack/react-router";
import { boundWords, mayUse, useCallerState } from "../kit/caller.ts";

/** What whoever looks may do with saved views: a key that is bound to some runs has none, and reading alone saves none. */
export interface ViewRights {
  readonly mayRead: boolean;
  readonly mayChange: boolean;
}

export function useViewRights(): ViewRights {
  const caller = useCallerState()?.caller ?? null;
  const mayRead = caller !== null && boundWords(caller) === null;
  return { mayRead, mayChange: mayRead && mayUse(caller, "ingest") };
}

/** The team's saved views, by name; nothing is asked for who has none. */
export function useViews(isWanted = true) {
  const { mayRead } = useViewRights();
  return trpc.views.list.useQuery(undefined, { enabled: isWanted && mayRead, staleTime: 30_000 });
}

/** Goes to a view as a link of the page does, without loading it again. */
export function useGoToView(): (view: Pick<SavedView, "address">) => void {
  const { history } = useRouter();
  return ({ address }) => history.push(address);
}

/** What can be done with the list; each brings the list up to date, and the audit log with it. */
export function useViewChanges() {
  const utils = trpc.useUtils();
  const onSuccess = async (): Promise<void> => {
    await Promise.all([utils.views.invalidate(), utils.audit.invalidate()]);
  };
  return {
    save: trpc.views.save.useMutation({ onSuccess }),
    rename: trpc.views.rename.useMutation({ onSuccess }),
    remove: trpc.views.remove.useMutation({ onSuccess }),
  };
}

/** Where one is, as a view is saved: path and search. */
export function currentAddress(): string {
  const { pathname, search } = window.location;
  return `${pathname}${search}`;
}
