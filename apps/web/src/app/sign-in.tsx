import { trpc } from "@evalboard/react";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { buttonClass } from "../kit/button.tsx";
import { useCallerState } from "../kit/caller.ts";
import { describeError } from "../kit/errors.ts";
import { fieldClass } from "../kit/fields.tsx";
import { isSession } from "./standing.ts";
import { faultsByField } from "../kit/faults.ts";

interface SignInPageProps {
  /** Somebody was signed in on this page until now. */
  readonly hasEnded: boolean;
}

/** Asks for a key, in the place of any page; once it is good the page that was asked for is there. */
export function SignInPage({ hasEnded }: SignInPageProps): ReactNode {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useForgetting();
  // Somebody may sign in by another window: once this one is looked at again it knows.
  useCallerState();
  const { mutate, isPending, error } = useSignIn(() => field.current?.select());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const key = field.current?.value ?? "";
    if (!isPending) mutate({ key });
  };
  return (
    <section
      aria-labelledby={`${id} title`}
      className="mx-auto mt-4 w-full max-w-md rounded-xl border border-line bg-surface p-6 shadow-card sm:mt-16"
    >
      <title>Sign in · EvalBoard</title>
      <h1 id={`${id} title`} className="text-xl font-semibold tracking-tight">
        Sign in
      </h1>
      <p className="mt-2 text-sm text-pretty text-muted">
        {hasEnded
          ? "You are no longer signed in. With your key you go on where you were."
          : "Only people with a key can see this board. Paste yours."}
      </p>
      <form onSubmit={submit} className="mt-5 flex flex-col gap-1">
        <label htmlFor={`${id} key`} className="text-sm font-medium">
          Key
        </label>
        <div className="flex gap-2">
          <input
            ref={(element) => {
              field.current = element;
              // The page is this field: there is nothing before it to be read past.
              element?.focus();
            }}
            id={`${id} key`}
            type="password"
            name="key"
            autoComplete="current-password"
            spellCheck={false}
            required
            maxLength={200}
            aria-invalid={error !== null}
            aria-describedby={`${id} fault ${id} what`}
            className={`${fieldClass} h-9 grow`}
          />
          <button type="submit" className={`${buttonClass} h-9 enabled:border-accent enabled:text-accent`}>
            {isPending ? "Signing in…" : "Sign in"}
          </button>
        </div>
        <p id={`${id} fault`} role="alert" className="min-h-5 text-sm wrap-anywhere text-bad">
          {error === null ? null : troubleOf(error)}
        </p>
      </form>
      <p id={`${id} what`} className="mt-2 text-sm text-pretty text-muted">
        A key begins like <code>evb_k3v9</code>. You have none? Ask whoever looks after this board: they make
        one on its page Settings, or with <code className="whitespace-nowrap">evalboard keys create</code>.
      </p>
    </section>
  );
}

/** What is wrong with the key in the server's words, or why it could not be asked. */
function troubleOf(error: Pick<Error, "message">): string {
  return faultsByField(error.message, ["key"]).key ?? describeError(error).detail;
}

/** Nothing that was read before, by whoever it was, counts any more. */
function useForgetting(): void {
  const queryClient = useQueryClient();
  useEffect(
    () => queryClient.removeQueries({ predicate: ({ queryKey }) => !isSession(queryKey) }),
    [queryClient],
  );
}

/** Signs this browser in; what the server then says of who asks brings the page back. */
function useSignIn(failed: () => void) {
  const { session } = trpc.useUtils();
  return trpc.session.signIn.useMutation({
    onSuccess: async (state) => {
      // What was asked before would be answered by nobody's name.
      await session.get.cancel();
      session.get.setData(undefined, state);
      document.querySelector("main")?.focus({ preventScroll: true });
    },
    onError: failed,
  });
}
