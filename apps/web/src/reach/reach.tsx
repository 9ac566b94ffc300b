import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { periods } from "../address/period.ts";
import { KeysHelp } from "./keys-help.tsx";
import { Palette } from "./palette.tsx";
import { places, useGoTo, useGoToPeriod } from "./places.ts";
import { goToRow } from "./rows.ts";

/** How long after `g` a letter goes to a page, ms. */
const GO_MS = 1_500;

interface ReachProps {
  /** How often something was asked for, and what last. */
  readonly asked: { readonly count: number; readonly keys: readonly string[] };
}

/** Does what is asked for by a key or the button: opens the palette or the list of keys, goes to a page, a period, a row. */
export function Reach({ asked }: ReachProps): ReactNode {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const act = useEffectEvent(useKeys(setOpen));
  const done = useRef(0);
  // More than one, where the first brought this code.
  useEffect(() => {
    const left = Math.min(asked.count - done.current, asked.keys.length);
    done.current = asked.count;
    for (const key of asked.keys.slice(asked.keys.length - left)) act(key);
  }, [asked]);
  if (open === null) return null;
  return open === "palette" ? (
    <Palette close={() => setOpen(null)} showKeys={() => setOpen("keys")} />
  ) : (
    <KeysHelp close={() => setOpen(null)} />
  );
}

function useKeys(open: (what: "palette" | "keys") => void): (key: string) => void {
  const goTo = useGoTo();
  const goToPeriod = useGoToPeriod();
  const goPressedAt = useRef(-Infinity);
  return (key) => {
    const isGoing = performance.now() - goPressedAt.current < GO_MS;
    goPressedAt.current = -Infinity;
    const place = isGoing ? places.find(({ letter }) => letter === key) : undefined;
    if (place !== undefined) return goTo(place);
    if (key === "palette" || key === "/") open("palette");
    if (key === "?") open("keys");
    if (key === "g") goPressedAt.current = performance.now();
    if (key === "j" || key === "k") goToRow(key === "j" ? 1 : -1);
    const period = periods[Number(key) - 1];
    if (period !== undefined) goToPeriod(period);
  };
}
