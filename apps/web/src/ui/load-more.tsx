import type { ReactNode } from "react";
import { describeError } from "../app/describe-error.ts";
import { Button } from "./button.tsx";

type LoadMoreProps = {
  /** What there is more of: `runs`. */
  readonly what: string;
  /** How far before the end of the page it loads, as a CSS length. */
  readonly ahead?: string;
  readonly load: () => void;
  readonly isLoading: boolean;
  /** Why the last attempt failed, or null. */
  readonly error: unknown;
};

/** Loads the next page when it is scrolled to, or pressed. After a failure it waits to be pressed. */
export function LoadMore({ what, ahead = "400px", load, isLoading, error }: LoadMoreProps): ReactNode {
  // Watches anew after each page: one may be shorter than the screen.
  const loadWhenSeen = (button: HTMLButtonElement): (() => void) => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !isLoading && error === null) load();
      },
      { rootMargin: ahead },
    );
    observer.observe(button);
    return () => observer.disconnect();
  };
  return (
    <div className="flex flex-col items-center gap-2 py-2" aria-busy={isLoading}>
      {error === null ? null : (
        <p role="alert" className="text-sm text-bad">
          {describeError(error).title}
        </p>
      )}
      <Button ref={loadWhenSeen} onClick={load} disabled={isLoading}>
        {isLoading ? `Loading more ${what}…` : `Load more ${what}`}
      </Button>
    </div>
  );
}
