import { useCallback, useEffect, useReducer, useRef } from "react";
import { trpc } from "../trpc.ts";
import { advanceImport, beginImport, type ImportState } from "./import-state.ts";
import type { FromWorker, Said, ToWorker } from "./messages.ts";

/** Reads the files in a worker; `send` sends what was found to the server. */
export function useImport(files: readonly File[], said: Said): readonly [ImportState, () => void] {
  const [state, step] = useReducer(advanceImport, files, beginImport);
  const worker = useRef<Worker>(null);
  const utils = trpc.useUtils();
  const tell = useCallback((message: ToWorker) => worker.current?.postMessage(message), []);

  useEffect(() => {
    const started = new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module" });
    worker.current = started;
    started.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      step(data);
      if (data.type === "all sent" || data.type === "lost") void utils.invalidate();
    });
    started.addEventListener("error", () =>
      step({ type: "lost", error: "The files could not be read here" }),
    );
    step({ type: "begin", files });
    tell({ type: "survey", files, said });
    return () => started.terminate();
  }, [files, said, tell, utils]);

  const send = (): void => {
    step({ type: "send" });
    tell({ type: "send", url: window.location.origin });
  };
  return [state, send];
}
