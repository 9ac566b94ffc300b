import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { FileCard } from "./file-card.tsx";
import { ImportBar } from "./import-bar.tsx";
import type { FileState } from "./import-state.ts";
import type { Said } from "./messages.ts";
import { SayMore } from "./say-more.tsx";
import { useImport } from "./use-import.ts";

const NOTHING: Said = {};

/** What the files hold, and after a yes how far sending it is. */
export function ImportFiles({ files }: { readonly files: readonly File[] }): ReactNode {
  const [said, setSaid] = useState(NOTHING);
  const [state, send] = useImport(files, said);
  const isSending = state.phase === "sending";
  useBlocker({
    shouldBlockFn: () =>
      !window.confirm("Leaving stops the import. What is not sent yet can be imported later."),
    disabled: !isSending,
    enableBeforeUnload: isSending,
  });
  return (
    <>
      <ImportBar state={state} send={send} />
      {state.phase === "found" ? (
        <SayMore said={said} say={setSaid} isAskedFor={state.files.some(asksForMore)} />
      ) : null}
      {state.files.map((file, index) => (
        // Two files may have one name; their order never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <FileCard key={`${index} ${file.name}`} file={file} />
      ))}
    </>
  );
}

/** The importers speak as the command line does: what is missing is named like its option. */
function asksForMore({ survey }: FileState): boolean {
  return survey?.kind === "error" && / --[a-z]/.test(survey.text);
}
