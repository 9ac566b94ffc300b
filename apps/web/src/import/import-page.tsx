import type { ReactNode } from "react";
import { useDroppedFiles } from "../app/dropped-files.ts";
import { ChooseFiles } from "./choose-files.tsx";
import { ImportFiles } from "./import-files.tsx";

/** Imports files of other tools: what they hold is shown before any of it is sent. */
export function ImportPage(): ReactNode {
  const { files } = useDroppedFiles();
  return (
    <>
      <title>Import · EvalBoard</title>
      <h1 className="text-xl font-semibold tracking-tight">Import</h1>
      {files.length === 0 ? <ChooseFiles /> : <ImportFiles files={files} />}
    </>
  );
}
