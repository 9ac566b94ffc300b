import { createContext, use, useCallback, useLayoutEffect, useRef, useState } from "react";

type Tell = (isBehind: boolean) => void;

/** Is told when something within shows what was there before, and when it has caught up. */
export const BehindContext = createContext<Tell>(() => undefined);

/** Whether anything within is behind, and what is to be told of it; it changes only with the first and the last. */
export function useBehind(): readonly [isBehind: boolean, tell: Tell] {
  const count = useRef(0);
  const [isBehind, setIsBehind] = useState(false);
  const tell = useCallback((isOne: boolean) => {
    count.current += isOne ? 1 : -1;
    setIsBehind(count.current > 0);
  }, []);
  return [isBehind, tell];
}

/** Tells whoever shows it that this here is behind: before the next frame, so that nobody sees it said of nothing. */
export function useTellBehind(isBehind: boolean): void {
  const tell = use(BehindContext);
  useLayoutEffect(() => {
    if (!isBehind) return undefined;
    tell(true);
    return () => tell(false);
  }, [isBehind, tell]);
}
