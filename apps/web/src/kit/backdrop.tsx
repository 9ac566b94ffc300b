import type { ReactNode } from "react";

/**
 * What darkens the page behind a dialog, and keeps it from scrolling (`base.css`). Not Radix's own: that one writes its
 * styles into the page as text, which the server's content security policy refuses.
 */
export function Backdrop(): ReactNode {
  return <div data-backdrop className="fixed inset-0 z-20 bg-[rgb(10_10_20/0.4)]" />;
}
