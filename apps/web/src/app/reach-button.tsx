import { Search } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useReducer } from "react";
import { touchIconClass } from "../kit/button.tsx";
import { isTyping } from "../kit/typing.ts";

/** What was asked for so far: the palette, or what a key stands for; the last two are enough, of which one may follow the other. */
interface Asked {
  readonly count: number;
  readonly keys: readonly string[];
}

// Nobody needs it on the first view: it comes with the first key or press that asks for it.
const Reach = lazy(async () => ({ default: (await import("../reach/reach.tsx")).Reach }));

const PALETTE = "palette";

/** The way to everything by a few keys: opens the palette, and listens for keys that mean something beside any field. */
export function ReachButton(): ReactNode {
  const [asked, ask] = useReducer(withKey, { count: 0, keys: [] });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const key = keyOf(event);
      if (key === null) return;
      // The browser would search on its own, or in its own bar.
      if (key === PALETTE || key === "/") event.preventDefault();
      ask(key);
    };
    // Not on the document: a page's own search field hears `/` there, and keeps it.
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <button
        type="button"
        title="Search and go to (Ctrl K)"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => ask(PALETTE)}
        className={`flex size-7 items-center justify-center gap-2 rounded-lg text-sm text-muted transition-colors hover:text-ink lg:w-auto lg:border lg:border-line lg:px-2.5 print:hidden ${touchIconClass}`}
      >
        <Search className="size-3.5" aria-hidden />
        <span className="max-lg:sr-only">Search</span>
        <kbd aria-hidden className="text-xs max-lg:hidden">
          Ctrl K
        </kbd>
      </button>
      {asked.count === 0 ? null : (
        <Suspense>
          <Reach asked={asked} />
        </Suspense>
      )}
    </>
  );
}

const withKey = ({ count, keys }: Asked, key: string): Asked => ({
  count: count + 1,
  keys: [...keys.slice(-1), key],
});

/** What a key asks for; null where it is typed into something, goes with another key, or asks for nothing. */
function keyOf(event: KeyboardEvent): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "k") return PALETTE;
  if (ctrlKey || metaKey || altKey || event.defaultPrevented || isTyping(event.target)) return null;
  // Each letter, since one may follow `g`.
  return /^[?/1-5a-z]$/.test(key) ? key : null;
}
