import { createContext, use } from "react";

/** The files that were dropped on a page or chosen, last. */
export type DroppedFiles = {
  readonly files: readonly File[];
  readonly drop: (files: readonly File[]) => void;
};

export const DroppedFilesContext = createContext<DroppedFiles>({ files: [], drop: () => {} });

/** The files to import, and a way to say which. */
export function useDroppedFiles(): DroppedFiles {
  return use(DroppedFilesContext);
}
