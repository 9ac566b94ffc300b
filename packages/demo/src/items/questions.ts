import { cycle, type Item, numberedKey } from "./item.ts";

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
    key: numberedKey("sum", index),
    name: `${name}'s ${thing}, ${n}`,
    input,
    expected: String(result),
    parts: 1,
    answer: (right) => String(right === 1 ? result : result + cycle([n, -1, 10, -6], index)),
  };
});

/** Country, capital, and the city that models name instead. */
const countries = [
  ["Australia", "Canberra", "Sydney"],
  ["Bolivia", "Sucre", "La Paz"],
  ["Brazil", "Brasília", "Rio de Janeiro"],
  ["Canada", "Ottawa", "Toronto"],
  ["Chile", "Santiago", "Valparaíso"],
  ["Denmark", "Copenhagen", "Aarhus"],
  ["Ecuador", "Quito", "Guayaquil"],
  ["Egypt", "Cairo", "Alexandria"],
  ["Finland", "Helsinki", "Turku"],
  ["Ghana", "Accra", "Kumasi"],
  ["India", "New Delhi", "Mumbai"],
  ["Indonesia", "Jakarta", "Surabaya"],
  ["Italy", "Rome", "Milan"],
  ["Japan", "Tokyo", "Kyoto"],
  ["Kazakhstan", "Astana", "Almaty"],
  ["Kenya", "Nairobi", "Mombasa"],
  ["Mexico", "Mexico City", "Guadalajara"],
  ["Mongolia", "Ulaanbaatar", "Darkhan"],
  ["Morocco", "Rabat", "Casablanca"],
  ["Myanmar", "Naypyidaw", "Yangon"],
  ["New Zealand", "Wellington", "Auckland"],
  ["Nigeria", "Abuja", "Lagos"],
  ["Norway", "Oslo", "Bergen"],
  ["Pakistan", "Islamabad", "Karachi"],
  ["Peru", "Lima", "Cusco"],
  ["Poland", "Warsaw", "Kraków"],
  ["Portugal", "Lisbon", "Porto"],
  ["Switzerland", "Bern", "Zürich"],
  ["Tanzania", "Dodoma", "Dar es Salaam"],
  ["Turkey", "Ankara", "Istanbul"],
  ["Vietnam", "Hanoi", "Ho Chi Minh City"],
  ["Zambia", "Lusaka", "Kitwe"],
] as const;

/** Capitals: one name is right. */
export const capitals: readonly Item[] = countries.map(([country, capital, other]) => ({
  key: `capital-${country.toLowerCase().replaceAll(" ", "-")}`,
  name: `Capital of ${country}`,
  input: `What is the capital of ${country}?`,
  expected: capital,
  parts: 1,
  answer: (right) => (right === 1 ? capital : other),
}));

const things = [
  ["a ripe banana", "yellow"],
  ["fresh snow", "white"],
  ["a ripe tomato", "red"],
  ["grass in spring", "green"],
  ["coal", "black"],
  ["a clear sky at noon", "blue"],
  ["a lemon", "yellow"],
  ["milk", "white"],
  ["a raven", "black"],
  ["a ripe strawberry", "red"],
] as const;

/** What everybody knows: asked only to see that a model answers at all. */
export const colours: readonly Item[] = things.map(([thing, colour], index) => ({
  key: numberedKey("smoke", index),
  name: `Colour of ${thing}`,
  input: `What colour is ${thing}?`,
  expected: colour,
  parts: 1,
  answer: (right) => (right === 1 ? colour : "I am not sure."),
}));

const inWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
const dayAt = (day: number) => inWords.format(Date.UTC(2024, 0, 1 + day));

/** Dates in the future of a date, over months and a leap day: the puzzles that models get wrong. */
export const calendar: readonly Item[] = Array.from({ length: 28 }, (_, index) => {
  const start = 17 + index * 29;
  const weeks = 2 + ((index * 5) % 9);
  const days = 11 + ((index * 37) % 140);
  return {
    key: numberedKey("calendar", index),
    name: `${days} days and ${weeks} weeks after ${dayAt(start)}`,
    input:
      `A project starts on ${dayAt(start)}. The review is ${days} days after the start ` +
      `and the launch is ${weeks} weeks after the review. On which date is the launch?`,
    expected: dayAt(start + days + weeks * 7),
    parts: 1,
    answer: (right) =>
      right === 1
        ? `The launch is on ${dayAt(start + days + weeks * 7)}.`
        : `The launch is on ${dayAt(start + days + weeks * 7 + cycle([1, -1, 7, 2, -30], index))}.`,
  };
});
