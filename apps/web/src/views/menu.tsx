import { Bookmark } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { buttonClass } from "../kit/button.tsx";

const OpenViews = lazy(async () => ({ default: (await import("./open-views.tsx")).OpenViews }));

/** A button with the team's saved views, whose code comes when it is first pressed. */
export function ViewsMenu(): ReactNode {
  const [isAskedFor, setIsAskedFor] = useState(false);
  const face = <Bookmark className="size-3.5" aria-hidden />;
  const button = (
    <button
      type="button"
      aria-label="Saved views"
      title="Saved views"
      aria-haspopup="dialog"
      className={`${buttonClass} shrink-0 print:hidden`}
      onClick={() => setIsAskedFor(true)}
    >
      {face}
    </button>
  );
  if (!isAskedFor) return button;
  return (
    <Suspense fallback={button}>
      <OpenViews>{face}</OpenViews>
    </Suspense>
  );
}
