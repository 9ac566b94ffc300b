/** The columns of the items' list, its headings' and its rows'. */
export const rowColumns =
  "grid grid-cols-[1fr_auto_4rem] items-center gap-x-4 md:grid-cols-[1fr_5rem_7.5rem_4rem] lg:grid-cols-[12rem_5rem_7.5rem_4rem_1fr_1fr]";
