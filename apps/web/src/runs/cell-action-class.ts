/** How a small link in a cell looks: there on hover of its `group/cell`, on focus, and always where nothing hovers. */
export const cellActionClass =
  "relative z-1 -my-0.5 inline-flex p-1.5 text-muted opacity-0 transition-opacity group-hover/cell:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100";
