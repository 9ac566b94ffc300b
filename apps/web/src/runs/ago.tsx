import { formatAgo, formatInstant, formatMoment } from "@evalboard/format";
import type { ReactNode } from "react";
import { useNow } from "../ui/use-now.ts";

/** How long ago and, below, when that was. */
export function Ago({ instant }: { readonly instant: string }): ReactNode {
  const now = useNow(30_000);
  return (
    <time dateTime={instant} title={formatInstant(instant)} className="block whitespace-nowrap">
      <span className="block">{formatAgo(instant, now)}</span>
      <span className="block text-xs text-muted">{formatMoment(instant)}</span>
    </time>
  );
}
