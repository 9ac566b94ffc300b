import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";

interface DropZoneProps {
  /** Goes to where files are imported. */
  readonly goToImport: () => void;
  readonly children: ReactNode;
}

/** Takes files that are dropped anywhere on a page, and goes to where they are imported. */
export function DropZone({ goToImport, children }: DropZoneProps): ReactNode {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isOver, setIsOver] = useState(false);
  const drop = useCallback(
    (dropped: readonly File[]) => {
      setFiles(dropped);
      goToImport();
    },
    [goToImport],
  );
  useEffect(() => {
    const listen = new AbortController();
    const on = (type: "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void): void => {
      const listener = (event: DragEvent): void => {
        if (event.dataTransfer?.types.includes("Files") === true) act(event);
      };
      window.addEventListener(type, listener, { signal: listen.signal });
    };
    on("dragover", (event) => {
      event.preventDefault();
      setIsOver(true);
    });
    on("dragleave", ({ relatedTarget }) => setIsOver(relatedTarget !== null));
    on("drop", (event) => {
      event.preventDefault();
      setIsOver(false);
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0) drop(dropped);
    });
    return () => listen.abort();
  }, [drop]);
  const value = useMemo(() => ({ files, drop }), [files, drop]);
  return (
    <DroppedFilesContext value={value}>
      {children}
      {isOver ? (
        <div className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded-2xl border-2 border-dashed border-accent bg-accent-soft text-lg font-semibold opacity-90">
          Drop result files to import them
        </div>
      ) : null}
    </DroppedFilesContext>
  );
}

/** The files that were dropped on a page or chosen, last. */
interface DroppedFiles {
  readonly files: readonly File[];
  readonly drop: (files: readonly File[]) => void;
}

const DroppedFilesContext = createContext<DroppedFiles>({ files: [], drop: () => {} });

/** The files to import, and a way to say which. */
export function useDroppedFiles(): DroppedFiles {
  return use(DroppedFilesContext);
}
