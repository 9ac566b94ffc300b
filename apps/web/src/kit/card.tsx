import { type ReactNode, useId } from "react";
import { BehindContext, useBehind } from "./behind.ts";
import type { Definition } from "./definitions.ts";
import { Term } from "./term.tsx";

interface CardProps {
  readonly title: string;
  /** What the figures below mean, shown on the title. */
  readonly definition?: Definition;
  /** To the right of the title: a legend, a count. */
  readonly aside?: ReactNode;
  /** Tables reach the card's edge. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A titled region of a page. */
export function Card({ title, definition, aside, flush = false, children }: CardProps): ReactNode {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className="flex min-w-0 flex-col overflow-clip rounded-xl border border-line bg-surface shadow-card"
    >
      <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 pt-4 pb-3">
        <h2 id={titleId} className="text-base font-semibold">
          {definition === undefined ? title : <Term definition={definition}>{title}</Term>}
        </h2>
        {aside}
      </header>
      <div className={flush ? "" : "px-5 pb-5"}>{children}</div>
    </section>
  );
}

/** The outline of a card. `className` gives its height. */
export function SkeletonCard({ className }: { readonly className: string }): ReactNode {
  return (
    <div
      aria-hidden
      className={`flex flex-col gap-3 overflow-hidden rounded-xl border border-line bg-surface p-4 shadow-card ${className}`}
    >
      <Skeleton className="h-4 w-24 shrink-0" />
      <Skeleton className="grow opacity-60" />
    </div>
  );
}

/** A grey place where something is going to be. `className` gives its size. */
export function Skeleton({ className }: { readonly className: string }): ReactNode {
  return <div aria-hidden className={`animate-pulse rounded-md bg-sunken ${className}`} />;
}

interface DimmedProps {
  /** Other content was asked for and is on the way. */
  readonly isPending: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * What was asked for before, dimmed while something else is on the way for long enough to be noticed, and busy until all
 * of that is drawn. What is but drawn anew, such as newer figures of the same, is not dimmed for it.
 */
export function Dimmed({ isPending, className = "", children }: DimmedProps): ReactNode {
  const [isBehind, tell] = useBehind();
  // Of what is dimmed already a longer delay changes nothing.
  const look = isPending ? "opacity-50 delay-150" : isBehind ? "opacity-50 delay-1000" : "";
  return (
    <div aria-busy={isPending || isBehind} className={`transition-opacity ${className} ${look}`}>
      <BehindContext value={tell}>{children}</BehindContext>
    </div>
  );
}
