/** The entry at the index of the list said over and over again. */
export function cycle<Entry>(list: readonly [Entry, ...Entry[]], index: number): Entry {
  return list[index % list.length] ?? list[0];
}
