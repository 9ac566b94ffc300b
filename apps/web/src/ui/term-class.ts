/** How a word looks that explains itself. */
export const termClass =
  "cursor-help text-left underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current";
