import { useNavigate } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { boundWords, type Caller, useCallerState, useSignOut } from "../kit/caller.ts";
import { describeError } from "../kit/errors.ts";
import { Menu } from "../kit/menu.tsx";

/** Who is signed in, with the way out; nothing where the server asks nobody for a key. */
export function CallerMenu(): ReactNode {
  const caller = useAskedCaller();
  const navigate = useNavigate();
  const { mutate: signOut, error } = useSignOut();
  if (caller === null) return null;
  const settings = { label: "Settings", choose: () => void navigate({ to: "/settings" }) };
  const items = caller.kind === "session" ? [settings, { label: "Sign out", choose: signOut }] : [settings];
  const bound = boundWords(caller);
  return (
    <div className="flex min-w-0 items-center gap-3">
      {error === null ? null : (
        <span role="alert" className="text-sm text-bad">
          {describeError(error).title}
        </span>
      )}
      {bound === null ? null : (
        <span title={BOUND} className="max-w-40 truncate text-sm text-muted max-lg:hidden">
          {bound}
        </span>
      )}
      <Menu label={`Signed in as ${caller.name}`} items={items}>
        <KeyRound className="size-3.5 shrink-0" aria-hidden />
        <span className="max-w-32 truncate md:max-lg:sr-only">{caller.name}</span>
      </Menu>
    </div>
  );
}

const BOUND = "Your key shows these runs alone";

/** Which runs all that is shown is of, where the header has no room to say it; nothing where it is of all. */
export function BoundNote(): ReactNode {
  const caller = useAskedCaller();
  const bound = caller && boundWords(caller);
  if (bound === null) return null;
  return (
    <p className="flex items-start gap-2 text-sm wrap-anywhere text-muted lg:hidden">
      <KeyRound className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {BOUND}: {bound}
    </p>
  );
}

/** Who asks, where the server asks who it is. */
function useAskedCaller(): Caller | null {
  const state = useCallerState();
  return state?.keysAsked === true ? state.caller : null;
}
