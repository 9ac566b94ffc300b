import { formatCount, formatCounted } from "@evalboard/format";
import { otherTools } from "@evalboard/importers/formats";
import { Link, useBlocker } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button, buttonClass } from "../kit/button.tsx";
import { mayUse, useCallerState } from "../kit/caller.ts";
import { Skeleton } from "../kit/card.tsx";
import { useDroppedFiles } from "../kit/drop-zone.tsx";
import { MessagePanel } from "../kit/panels.tsx";
import { CommandLine, IMPORT_COMMAND } from "../kit/text.tsx";
import { FileButton, FileCard } from "./files.tsx";
import { SayMore } from "./say-more.tsx";
import {
  type FileState,
  type ImportState,
  runsIn,
  type Said,
  type Send,
  type Sent,
  type Settled,
  totalsOf,
  useImport,
} from "./state.ts";

const ColumnsCard = lazy(async () => ({ default: (await import("./columns.tsx")).ColumnsCard }));

/** Imports files of other tools: what they hold is shown before any of it is sent. */
export function ImportPage(): ReactNode {
  const { files } = useDroppedFiles();
  const caller = useCallerState()?.caller ?? null;
  return (
    <>
      <title>Import · EvalBoard</title>
      <h1 className="text-xl font-semibold tracking-tight">Import</h1>
      {caller === null || mayUse(caller, "ingest") ? null : (
        <p className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          Your key lacks the scope ingest: files can be looked at here, and the server will take no runs.
        </p>
      )}
      {files.length === 0 ? <ChooseFiles /> : <ImportFiles files={files} />}
    </>
  );
}

/** Says what can be imported, and how. */
function ChooseFiles(): ReactNode {
  return (
    <>
      <MessagePanel Icon={FileUp} title="Drop result files anywhere on this page">
        <p className="max-w-prose text-sm text-muted">
          Results of {otherTools.slice(0, -1).join(", ")} or {otherTools.at(-1)}, or EvalBoard's own JSONL and
          CSV; of any other JSON, JSON Lines or CSV you say what its columns are. They are read in this
          browser; you see what is in them before anything is sent.
        </p>
        <FileButton>Choose files</FileButton>
      </MessagePanel>
      <p className="text-sm text-muted">
        Many files, or every night? The command line takes files and folders:
      </p>
      <CommandLine command={IMPORT_COMMAND} />
    </>
  );
}

const NOTHING: Said = {};

/** What the files hold, and after a yes how far sending it is. */
function ImportFiles({ files }: { readonly files: readonly File[] }): ReactNode {
  const [said, setSaid] = useState(NOTHING);
  /** Whether something is written that the files have not been read with. */
  const [isUnread, setUnread] = useState(false);
  const [state, send, changeMap] = useImport(files, said);
  const isFormOpen = state.phase === "reading" || state.phase === "found";
  const isSending = state.phase === "sending";
  useBlocker({
    shouldBlockFn: () =>
      !window.confirm("Leaving stops the import. What is not sent yet can be imported later."),
    disabled: !isSending,
    enableBeforeUnload: isSending,
  });
  return (
    <>
      <ImportBar state={state} send={send} isUnread={isUnread} />
      {state.phase === "found" ? (
        <SayMore
          said={said}
          say={(more) => {
            setSaid(more);
            setUnread(false);
          }}
          faults={state.faults}
          onWrite={() => setUnread(true)}
          isAskedFor={state.files.some(asksForMore)}
        />
      ) : null}
      {state.files.map((file, index) => {
        // Two files may have one name; their order never changes.
        const key = `${index} ${file.name}`;
        if (file.survey?.kind !== "unknown" || !isFormOpen) {
          const settle =
            state.phase === "sent"
              ? (settled: Omit<Settled, "file">) => send({ ...settled, file: index })
              : null;
          return <FileCard key={key} file={file} settle={settle} />;
        }
        return (
          <Suspense key={key} fallback={<Skeleton className="h-96" />}>
            <ColumnsCard
              name={file.name}
              file={file.survey}
              isOpen={file.survey.guess.isLikely || state.files.length === 1}
              change={(map) => changeMap(index, map)}
            />
          </Suspense>
        );
      })}
    </>
  );
}

/** The importers speak as the command line does: what is missing is named like its option. */
function asksForMore({ survey }: FileState): boolean {
  const refusal = survey?.kind === "error" ? survey.text : survey?.kind === "unknown" ? survey.refusal : null;
  return / --[a-z]/.test(refusal ?? "");
}

interface ImportBarProps {
  readonly state: ImportState;
  readonly send: Send;
  readonly isUnread: boolean;
}

/** What the import is at, and what can be done next. */
function ImportBar({ state, send, isUnread }: ImportBarProps): ReactNode {
  const { phase, files, resultsSent, error } = state;
  const { runs, results } = totalsOf(files);
  const isPending = files.some(({ survey }) => survey?.kind === "unknown" && survey.isPending);
  const isWrong = Object.keys(state.faults).length > 0;
  const unmapped = unmappedWords(files);
  const words = {
    reading: "Reading the files…",
    found: `Found ${formatCounted(runs, "run")} with ${formatCounted(results, "result")}. Nothing is sent yet.${unmapped}`,
    sending: `Sending… ${formatCount(resultsSent)} of ${formatCounted(results, "result")}`,
    sent: sentWords(files),
    lost: `Stopped: ${error ?? ""}`,
  };
  return (
    <section
      aria-label="Import"
      className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-surface px-5 py-4 shadow-card"
    >
      <output className={`mr-auto min-w-0 font-medium wrap-anywhere ${phase === "lost" ? "text-bad" : ""}`}>
        {words[phase]}
      </output>
      {phase === "found" && isUnread ? (
        <span className="text-sm text-muted">Read them again with what you say of them</span>
      ) : null}
      {phase === "found" && runs > 0 && !isUnread && !isWrong ? (
        <Button onClick={() => send()} disabled={isPending}>
          Import {formatCounted(runs, "run")}
        </Button>
      ) : null}
      {phase === "lost" && runs > 0 ? <Button onClick={() => send()}>Go on</Button> : null}
      {phase === "sent" ? (
        <Link to="/runs" className={buttonClass}>
          See the runs
        </Link>
      ) : null}
      {phase === "sending" ? null : <FileButton>Choose other files</FileButton>}
      {phase === "sending" ? (
        <progress
          aria-label="Results sent"
          value={resultsSent}
          max={results}
          className="h-2 w-full accent-accent"
        />
      ) : null}
    </section>
  );
}

/** How many files wait for somebody to say what their columns are. */
function unmappedWords(files: ImportState["files"]): string {
  const { length } = files.filter(({ survey }) => survey?.kind === "unknown" && runsIn(survey).length === 0);
  return length === 0 ? "" : ` Say below what the columns of ${formatCounted(length, "file")} are.`;
}

function sentWords(files: ImportState["files"]): string {
  const sent = files.flatMap((file) => [...file.sent.values()]);
  const count = (status: Sent["status"]): number => sent.filter((one) => one.status === status).length;
  const described = sent.filter((one) => one.status !== "refused" && one.described).length;
  const scored = sent.reduce((sum, one) => sum + ("scored" in one ? one.scored : 0), 0);
  const [replaced, differing, refused] = [count("replaced"), count("differs"), count("refused")];
  return [
    `${formatCounted(count("recorded"), "run")} imported`,
    ...(replaced === 0 ? [] : [`${formatCount(replaced)} replaced`]),
    `${formatCount(count("already there"))} there already`,
    ...(differing === 0 ? [] : [`${formatCount(differing)} ${differing === 1 ? "differs" : "differ"}`]),
    ...(described === 0 ? [] : [`${formatCount(described)} took the label or tags`]),
    ...(scored === 0 ? [] : [`${formatCounted(scored, "result")} took a score`]),
    ...(refused === 0 ? [] : [`${formatCount(refused)} refused`]),
  ].join(", ");
}
