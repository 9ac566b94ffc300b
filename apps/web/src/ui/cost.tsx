import { formatCost, formatShortCost } from "@evalboard/format";
import type { ReactNode } from "react";
import { Figure } from "./figure.tsx";

/** US dollars in a table's cell, never longer than `$99,999` from a dollar on. */
export function Cost({ usd }: { readonly usd: number | null }): ReactNode {
  return <Figure value={usd} format={formatShortCost} inFull={formatCost} why="no cost known" />;
}
