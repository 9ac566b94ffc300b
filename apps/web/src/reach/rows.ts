/** What a row is gone to by. */
const TARGET = "a[href], button";

/** What stands in rows: tables, numbered lists, and lists that say so. */
const ROWS = "main tbody tr, main ol > li, main [data-rows] > li";

/** Goes to the next row of the page, or the one before; the first that is not scrolled past where none has the keyboard. */
export function goToRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll(ROWS)].filter(
    (row) => row.checkVisibility() && row.querySelector(TARGET) !== null,
  );
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here === -1 ? rows.find(isAhead) : rows[here + step];
  const target = next?.querySelector(TARGET);
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function isAhead(row: Element): boolean {
  return row.getBoundingClientRect().top >= 56; // below the header, which stays
}
