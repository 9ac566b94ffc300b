import { cycle } from "../cycle.ts";
import type { Item } from "./item.ts";

/** A task's wording and its result, from a person, some things and a number. */
type Puzzle = (name: string, thing: string, n: number) => readonly [input: string, result: number];

const puzzles: readonly [Puzzle, ...Puzzle[]] = [
  (name, thing, n) => [
    `${name} has ${n + 9} ${thing} and buys ${n} packs of 6. How many ${thing} does ${name} have now?`,
    n + 9 + n * 6,
  ],
  (name, thing, n) => [
    `${name} shares ${n * 12} ${thing} equally among 4 friends. How many ${thing} does each friend get?`,
    n * 3,
  ],
  (name, thing, n) => [
    `A box holds ${n + 4} ${thing}. ${name} fills 7 boxes and then loses 3 ${thing}. How many are left?`,
    (n + 4) * 7 - 3,
  ],
  (name, thing, n) => [
    `${name} sells ${n * 5} ${thing} at 1.20 each and pays 4 for the stall. How much money is left?`,
    n * 6 - 4,
  ],
];

/** School sums in words: one number is right. */
export const sums: readonly Item[] = Array.from({ length: 32 }, (_, index) => {
  const name = cycle(["Mia", "Noah", "Priya", "Tomás", "Aiko", "Lena", "Omar", "Zoe", "Ivo"], index);
  const thing = cycle(["apples", "stickers", "tiles", "coins", "pencils"], index);
  const n = 3 + ((index * 7) % 23);
  const [input, result] = cycle(puzzles, index)(name, thing, n);
  return {
    key: `sum-${String(index + 1).padStart(2, "0")}`,
    input,
    expected: String(result),
    parts: 1,
    answer: (right) => String(right === 1 ? result : result + cycle([n, -1, 10, -6], index)),
  };
});
