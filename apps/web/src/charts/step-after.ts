/** Where a key leads from a step, as on any slider; null for a key that leads nowhere. `last` is the newest step. */
export function stepAfter(key: string, step: number, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, step - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, step + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
