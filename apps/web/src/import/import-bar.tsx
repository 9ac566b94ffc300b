import { formatCount, formatCounted } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button, buttonClass } from "../ui/button.tsx";
import { FileButton } from "./file-button.tsx";
import { type ImportState, totalsOf } from "./import-state.ts";
import type { Sent } from "./messages.ts";

type ImportBarProps = { readonly state: ImportState; readonly send: () => void };

/** What the import is at, and what can be done next. */
export function ImportBar({ state, send }: ImportBarProps): ReactNode {
  const { phase, files, resultsSent, error } = state;
  const { runs, results } = totalsOf(files);
  const words = {
    reading: "Reading the files…",
    found: `Found ${formatCounted(runs, "run")} with ${formatCounted(results, "result")}. Nothing is sent yet.`,
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
      {phase === "found" && runs > 0 ? (
        <Button onClick={send}>Import {formatCounted(runs, "run")}</Button>
      ) : null}
      {phase === "lost" && runs > 0 ? <Button onClick={send}>Go on</Button> : null}
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

function sentWords(files: ImportState["files"]): string {
  const sent = files.flatMap((file) => [...file.sent.values()]);
  const count = (status: Sent["status"]): number => sent.filter((one) => one.status === status).length;
  const refused = count("refused");
  return [
    `${formatCounted(count("recorded"), "run")} imported`,
    `${formatCount(count("already there"))} there already`,
    ...(refused === 0 ? [] : [`${formatCount(refused)} refused`]),
  ].join(", ");
}
