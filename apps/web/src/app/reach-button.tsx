import { Search } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { isTyping } from "../kit/typing.ts";

/** What was asked for: the palette, or what a key stands for. A new one each time. */
type Asked = { readonly key: string };

// Nobody needs it on the first view: it comes with the first key or press that asks for it.
const Reach = lazy(async () => ({ default: (await import("../reach/reach.tsx")).Reach }));

const PALETTE: Asked["key"] = "palette";

/** The way to everything by a few keys: opens the palette, and listens for keys that mean something beside any field. */
export function ReachButton(): ReactNode {
  const [asked, ask] = useState<Asked | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const key = keyOf(event);
      if (key === null) return;
      // The browser would search on its own, or in its own bar.
      if (key === PALETTE || key === "/") event.preventDefault();
      ask({ key });
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
        onClick={() => ask({ key: PALETTE })}
        className="flex size-7 items-center justify-center gap-2 rounded-lg text-sm text-muted transition-colors hover:text-ink lg:w-auto lg:border lg:border-line lg:px-2.5 print:hidden"
      >
        <Search className="size-3.5" aria-hidden />
        <span className="max-lg:sr-only">Search</span>
        <kbd aria-hidden className="text-xs max-lg:hidden">
          Ctrl K
        </kbd>
      </button>
      {asked === null ? null : (
        <Suspense>
          <Reach asked={asked} />
        </Suspense>
      )}
    </>
  );
}

/** What a key asks for; null where it is typed into something, goes with another key, or asks for nothing. */
function keyOf(event: KeyboardEvent): Asked["key"] | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "k") return PALETTE;
  if (ctrlKey || metaKey || altKey || event.defaultPrevented || isTyping(event.target)) return null;
  // Each letter, since one may follow `g`.
  return /^[?/1-5a-z]$/.test(key) ? key : null;
}
