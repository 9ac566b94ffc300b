import type { DemoStatus } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { mayUse, useCallerState } from "../kit/caller.ts";

/** How often one asks how far it is, ms. */
const ASK_MS = 1_000;

interface Demo {
  readonly status: DemoStatus | undefined;
  /** Whether who looks may load and remove it. */
  readonly mayChange: boolean;
  readonly isGoing: boolean;
  readonly load: () => void;
  readonly remove: () => void;
  readonly error: unknown;
}

/** The demo on this board: whether it is there, how far its loading or removing is, and the way to either. */
export function useDemo(): Demo {
  const caller = useCallerState()?.caller ?? null;
  const utils = trpc.useUtils();
  const { data: status } = trpc.demo.status.useQuery(undefined, {
    staleTime: 60_000,
    refetchInterval: ({ state }) => (isGoing(state.data) ? ASK_MS : false),
  });
  const follow = { onSuccess: (told: DemoStatus) => utils.demo.status.setData(undefined, told) };
  const load = trpc.demo.load.useMutation(follow);
  const remove = trpc.demo.remove.useMutation(follow);
  return {
    status,
    mayChange: caller !== null && mayUse(caller, "admin"),
    isGoing: load.isPending || remove.isPending || isGoing(status),
    load: () => load.mutate(),
    remove: () => remove.mutate(),
    error: load.error ?? remove.error ?? null,
  };
}

function isGoing(status: DemoStatus | undefined): boolean {
  return status?.work?.endedAt === null;
}
