import { useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

/** Whether the page's styles are those for paper. */
export function usePaper(): boolean {
  return useSyncExternalStore(subscribeToPaper, () => window.matchMedia("print").matches);
}

function subscribeToPaper(listener: () => void): () => void {
  const query = window.matchMedia("print");
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/**
 * Whether the page is drawn for paper, where nothing can be opened any more: what is closed on the screen stands there. It
 * is so before the styles change, since by then the browser has counted the sheets.
 */
export function usePrinted(): boolean {
  const isPaper = usePaper();
  const [isComing, setIsComing] = useState(false);
  useEffect(() => {
    const come = (): void => flushSync(() => setIsComing(true));
    const go = (): void => setIsComing(false);
    window.addEventListener("beforeprint", come);
    window.addEventListener("afterprint", go);
    return () => {
      window.removeEventListener("beforeprint", come);
      window.removeEventListener("afterprint", go);
    };
  }, []);
  return isPaper || isComing;
}
