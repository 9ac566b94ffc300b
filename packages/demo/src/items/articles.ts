import { cycle } from "../cycle.ts";
import type { Item } from "./item.ts";

const projects = [
  "tram line",
  "library",
  "swimming pool",
  "flood barrier",
  "bicycle bridge",
  "market hall",
] as const;
const towns = ["Aldermoor", "Porto Verde", "Lindau", "Marsh Bay", "Ostrow"] as const;

/** News items of a few sentences: a summary must give three facts. */
export const articles: readonly Item[] = Array.from({ length: 24 }, (_, index) => {
  const town = cycle(towns, index);
  const project = cycle(projects, index);
  const cost = 4 + ((index * 11) % 60);
  const opening = 2027 + (index % 4);
  const against = 2 + (index % 7);
  const facts = [
    `${town} will build a new ${project}.`,
    `It will cost ${cost} million euros.`,
    `It opens in ${opening}.`,
  ];
  return {
    key: `article-${String(index + 1).padStart(2, "0")}`,
    input:
      `After a debate that went on until midnight, the council of ${town} voted on Tuesday for the new ${project}, ` +
      `with ${against} votes against. The mayor called it “a promise kept”. An earlier plan had been put at ` +
      `${cost - 3} million euros; with the price of steel it is now ${cost} million. Work starts in spring, ` +
      `and the doors are to open in ${opening}, a year later than was hoped.`,
    expected: facts.join(" "),
    parts: 3,
    answer: (right) =>
      right === 0 ? `The council of ${town} held a long debate on Tuesday.` : facts.slice(0, right).join(" "),
  };
});
