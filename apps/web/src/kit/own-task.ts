import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useTellBehind } from "./behind.ts";
import { usePaper } from "./printed.ts";

/**
 * A value a moment later, in a task of its own; null before the first. Where much of a page changes, such parts are drawn
 * each by itself, and what somebody does meanwhile comes between them. On paper at once. What it is dimmed with stays busy
 * until it has caught up.
 */
export function useOwnTask<Value>(value: Value): Value | null {
  const [shown, setShown] = useState<Value | null>(null);
  const isPaper = usePaper();
  useEffect(() => {
    const timer = setTimeout(() => {
      flushSync(() => setShown(() => value));
      // Asking for a size lays out what was drawn here and now, and not with all the others in the next frame.
      document.body.getBoundingClientRect();
    });
    return () => clearTimeout(timer);
  }, [value]);
  useTellBehind(!isPaper && shown !== null && shown !== value);
  return isPaper ? value : shown;
}
