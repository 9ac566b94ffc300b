import type { Item } from "./item.ts";

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
  input: `What is the capital of ${country}?`,
  expected: capital,
  parts: 1,
  answer: (right) => (right === 1 ? capital : other),
}));
