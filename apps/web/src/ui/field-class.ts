/** How a field looks that something is typed into or chosen in. */
export const fieldClass =
  "h-8 min-w-0 rounded-lg border border-line-strong bg-surface px-2.5 text-sm text-ink shadow-card placeholder:text-muted";
