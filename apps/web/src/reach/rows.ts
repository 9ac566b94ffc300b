/** What a row is gone to by. */
const TARGET = "a[href], button";

/** Goes to the next row of the page's tables, or the one before; the first on the screen where none has the keyboard. */
export function goToRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll("main tbody tr, main ol > li")].filter(
    (row) => row.querySelector(TARGET) !== null,
  );
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here === -1 ? rows.find(isOnScreen) : rows[here + step];
  const target = next?.querySelector(TARGET);
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function isOnScreen(row: Element): boolean {
  const { top, bottom } = row.getBoundingClientRect();
  // Below the header, which stays.
  return top >= 56 && bottom <= window.innerHeight;
}
