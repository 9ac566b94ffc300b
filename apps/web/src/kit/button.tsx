import type { ComponentProps, ReactNode } from "react";

/** Of whatever is pressed and stands by itself: where fingers press it is 44 px high at least. Words in a text are not. */
export const touchClass = "pointer-coarse:min-h-11";
/** The same of an icon, which is 44 px wide too. */
export const touchIconClass = `${touchClass} pointer-coarse:min-w-11`;

/** How anything looks that is pressed like a button, links included. */
export const buttonClass = `inline-flex h-8 items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 text-sm font-medium text-ink shadow-card transition-colors hover:bg-sunken disabled:text-muted disabled:hover:bg-surface ${touchClass}`;

/** A plain button. */
export function Button(props: ComponentProps<"button">): ReactNode {
  return <button type="button" className={buttonClass} {...props} />;
}

/** How the button of a menu looks; a small one is an icon alone, among words. */
export function menuButtonClass(isSmall = false): string {
  return isSmall
    ? `grid size-6 place-items-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-ink ${touchIconClass}`
    : buttonClass;
}
