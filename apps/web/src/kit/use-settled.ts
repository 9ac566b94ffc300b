import { useEffect, useState } from "react";

const PAUSE_MS = 200;

/** What is typed once it has stayed as it is for a pause. Not by use-debounce's own hook, which starts its timer while React draws. */
export function useSettled<Value>(typed: Value): Value {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
