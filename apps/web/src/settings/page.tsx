import { formatMoment } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import type { ReactNode } from "react";
import { parsePeriodSearch } from "../address/period.ts";
import { Button } from "../kit/button.tsx";
import { boundWords, type Caller, mayUse, useCallerState, useSignOut } from "../kit/caller.ts";
import { Card, Skeleton } from "../kit/card.tsx";
import { describeError } from "../kit/errors.ts";
import { Segments } from "../kit/fields.tsx";
import { type ThemePreference, themePreferences } from "../kit/theme-store.ts";
import { useTheme } from "../kit/theme.tsx";
import { AuditCard } from "./audit.tsx";
import { BoardSettings } from "./board-settings.tsx";
import { KeysCard } from "./keys.tsx";
import { kindWords, mayWords } from "./words.ts";

/** Who may come in, who changed what, and how the board is set up. */
export function SettingsPage(): ReactNode {
  const state = useCallerState();
  const isAdmin = state?.caller != null && mayUse(state.caller, "admin");
  return (
    <>
      <title>Settings · EvalBoard</title>
      <h1 className="text-xl font-semibold tracking-tight">Settings</h1>
      <div className="grid gap-5 lg:grid-cols-2">
        <Card title="You">
          {state === undefined ? (
            <Skeleton className="h-20" />
          ) : state.keysAsked && state.caller !== null ? (
            <You caller={state.caller} />
          ) : (
            <p className="max-w-prose text-sm text-pretty text-muted">
              Nobody signs in here: this server answers only the computer that it runs on, and whoever uses
              that computer may do everything. Once others can reach the server, it asks for a key; they are
              made below.
            </p>
          )}
        </Card>
        <BoardCard />
      </div>
      {state === undefined ? null : isAdmin ? (
        <>
          <BoardSettings />
          <KeysCard callerName={state.keysAsked ? (state.caller?.name ?? null) : null} />
          <AuditCard />
        </>
      ) : (
        <Card title="Settings, keys and audit log">
          <p className="max-w-prose text-sm text-pretty text-muted">
            The pass mark, alerts, how long texts are kept, keys, and the log of who changed what are for keys
            with the scope admin. Yours is without it.
          </p>
        </Card>
      )}
    </>
  );
}

/** Who is signed in, what they may do, and the way out. */
function You({ caller }: { readonly caller: Caller }): ReactNode {
  const { mutate: signOut, isPending, error } = useSignOut();
  const { name, kind, scopes, expiresAt } = caller;
  return (
    <div className="flex flex-col items-start gap-4">
      <Facts
        facts={[
          ["Name", `${name}, ${kindWords[kind]}`],
          ["May", mayWords(scopes)],
          ["Sees", boundWords(caller) ?? "all runs"],
          ["Works until", expiresAt === null ? "the key is revoked" : formatMoment(expiresAt)],
        ]}
      />
      {kind === "session" ? (
        <Button disabled={isPending} onClick={() => signOut()}>
          Sign out
        </Button>
      ) : null}
      {error === null ? null : (
        <p role="alert" className="text-sm text-bad">
          {describeError(error).detail}
        </p>
      )}
    </div>
  );
}

const themeWords: Readonly<Record<ThemePreference, string>> = {
  system: "System",
  light: "Light",
  dark: "Dark",
};

/** How the board is set up: by the server, and in this browser. */
function BoardCard(): ReactNode {
  const { preference, setPreference } = useTheme();
  return (
    <Card title="Board">
      <div className="flex flex-col items-start gap-4">
        <Facts facts={[["Time zone", <TimeZone key="zone" />]]} />
        <div className="flex flex-col gap-1 text-sm">
          <span aria-hidden className="text-xs text-muted">
            Theme, in this browser
          </span>
          <Segments
            legend="Theme, in this browser"
            options={themePreferences.map((value) => {
              return { value, label: themeWords[value], count: undefined };
            })}
            chosen={preference}
            choose={setPreference}
          />
        </div>
      </div>
    </Card>
  );
}

/** The zone in which the server cuts days, as the board's own report says it. */
function TimeZone(): ReactNode {
  const { data, error } = trpc.stats.get.useQuery(parsePeriodSearch({}).period, {
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  if (data !== undefined) {
    return (
      <>
        {data.timeZone}
        <span className="block text-xs text-pretty text-muted">
          The board’s days start at midnight here. To change it, set EVALBOARD_TIME_ZONE where the server is
          started, and start all servers of the board again: figures are stored by day.
        </span>
      </>
    );
  }
  return error === null ? <Skeleton className="h-5 w-40" /> : describeError(error).detail;
}

interface FactsProps {
  readonly facts: readonly (readonly [term: string, words: ReactNode])[];
}

function Facts({ facts }: FactsProps): ReactNode {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
      {facts.map(([term, words]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
