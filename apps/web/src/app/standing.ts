import type { CallerState } from "@evalboard/contract";
import { httpStatusOf } from "@evalboard/react";
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { createContext, useContext, useSyncExternalStore } from "react";

/**
 * How who looks at the page stands with the server: `unknown` until it has answered, `out` where it asks for a key and
 * nobody is signed in, `ended` where somebody was.
 */
export type Standing = "unknown" | "in" | "out" | "ended";

/** Whether the sign-in stands in the place of every page. */
export function isSignedOut(standing: Standing): boolean {
  return standing === "out" || standing === "ended";
}

/** Holds the standing, as the server's answers tell it: nothing is asked for its sake. */
export interface StandingStore {
  readonly get: () => Standing;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Listens to all that the cache learns: a 401 means out, and so does a `session.get` without a caller. */
export function createStandingStore(client: QueryClient): StandingStore {
  const listeners = new Set<() => void>();
  let standing: Standing = "unknown";
  const learn = (told: Told): void => {
    const next = standingAfter(standing, told);
    if (next === standing) return;
    standing = next;
    for (const listener of listeners) listener();
  };
  client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated") return;
    const { action, query } = event;
    if (action.type === "error") learn(toldByError(action.error));
    if (action.type !== "success") return;
    const state = isSession(query.queryKey) ? client.getQueryData<CallerState>(query.queryKey) : undefined;
    learn(state === undefined ? "answered" : toldBySession(state));
  });
  client.getMutationCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") learn(toldByError(event.action.error));
  });
  return {
    get: () => standing,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What an answer tells of the standing: that it came, or who the server takes this browser for. */
type Told = "answered" | "nothing" | "somebody" | "nobody";

/** What was asked before a sign-in ended may be answered after it: only who signs in is in again. */
function standingAfter(before: Standing, told: Told): Standing {
  const isOut = isSignedOut(before);
  if (told === "somebody" || (told === "answered" && !isOut)) return "in";
  if (told === "nobody" && !isOut) return before === "in" ? "ended" : "out";
  return before;
}

function toldByError(error: unknown): Told {
  const status = httpStatusOf(error);
  // Who may not do something is known all the same.
  return status === 401 ? "nobody" : status === 403 ? "answered" : "nothing";
}

const toldBySession = ({ keysAsked, caller }: CallerState): Told =>
  keysAsked && caller === null ? "nobody" : "somebody";

/** Whether that is the question who asks, as tRPC's hooks name it. */
export const isSession = ([path]: QueryKey): boolean =>
  Array.isArray(path) && path.join(".") === "session.get";

/** Where components find the page's standing; set once in main.tsx. */
export const StandingContext = createContext<StandingStore | null>(null);

/** The standing as it changes. Throws outside of `StandingContext`. */
export function useStanding(): Standing {
  const store = useContext(StandingContext);
  if (store === null) throw new Error("useStanding needs a StandingContext above it");
  return useSyncExternalStore(store.subscribe, store.get);
}
