import { ChartNoAxesColumn } from "lucide-react";
import type { ReactNode } from "react";

/** What a link to the figures of a model or a dataset shows, from a list where its name does something else. */
export function FiguresMark({ name }: { readonly name: string }): ReactNode {
  return (
    <span title={`Figures of ${name}`}>
      <ChartNoAxesColumn className="size-3.5" aria-hidden />
      <span className="sr-only">Figures of {name}</span>
    </span>
  );
}
