import type { CallerState, Scope } from "@evalboard/contract";
import { trpc } from "@evalboard/react";

/** Who asks, as the server has it. */
export type Caller = NonNullable<CallerState["caller"]>;

/** Whether keys are asked, and who asks; undefined until it is known. Where keys are not, that is asked once. */
export function useCallerState(): CallerState | undefined {
  return trpc.session.get.useQuery(undefined, {
    staleTime: ({ state }) => (state.data?.keysAsked === false ? Infinity : 0),
  }).data;
}

/** Whether a caller may do what needs the scope. */
export function mayUse({ scopes }: Pick<Caller, "scopes">, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes("admin");
}

/** The runs that a caller or a key is bound to, such as `label search, team=web`; null where it is bound to none. */
export function boundWords({ label, tags }: Pick<Caller, "label" | "tags">): string | null {
  const texts = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
  const parts = label === null ? texts : [`label ${label}`, ...texts];
  return parts.length === 0 ? null : parts.join(", ");
}

/** Signs this browser out; what the server then says of who asks brings the sign-in. */
export function useSignOut() {
  const { session } = trpc.useUtils();
  return trpc.session.signOut.useMutation({
    onSuccess: async (state) => {
      await session.get.cancel();
      session.get.setData(undefined, state);
    },
  });
}
