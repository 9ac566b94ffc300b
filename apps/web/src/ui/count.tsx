import { formatCount, formatShortCount } from "@evalboard/format";
import type { ReactNode } from "react";
import { Figure } from "./figure.tsx";

/** A count in a table's cell, never longer than `99,999`: there is no saying how many runs and items a board will hold. */
export function Count({ value }: { readonly value: number }): ReactNode {
  return <Figure value={value} format={formatShortCount} inFull={formatCount} />;
}
