import { lazy, type ReactNode, Suspense } from "react";
import { termClass } from "./term-class.ts";

export type TermProps = { readonly definition: string; readonly children: ReactNode };

const TermTooltip = lazy(async () => ({ default: (await import("./term-tooltip.tsx")).TermTooltip }));

/** A word of the board that explains itself. The bubble's code comes after the board: the word stands as it is until then. */
export function Term(props: TermProps): ReactNode {
  return (
    <Suspense fallback={<span className={termClass}>{props.children}</span>}>
      <TermTooltip {...props} />
    </Suspense>
  );
}
