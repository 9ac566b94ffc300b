import { cycle, type Item, numberedKey } from "./item.ts";

const vendors = [
  "Hartmann Bürobedarf GmbH",
  "Blue Finch Logistics Ltd",
  "Cafetería La Palma",
  "Ostrava Steel a.s.",
  "Green Valley Dairy",
  "Marchetti & Figli",
] as const;

/** Invoices as text: number, vendor, total and currency are wanted. */
export const invoices: readonly Item[] = Array.from({ length: 30 }, (_, index) => {
  const number = `INV-${2_400 + index * 17}`;
  const vendor = cycle(vendors, index);
  const currency = cycle(["EUR", "GBP", "EUR", "CZK", "USD"], index);
  const net = 180 + ((index * 613) % 4_100);
  const total = Math.round(net * 119) / 100;
  const expected = { number, vendor, total, currency };
  return {
    key: number.toLowerCase(),
    name: `${number} of ${vendor}`,
    input:
      `${vendor}\nInvoice ${number} of ${1 + (index % 28)}.0${1 + (index % 9)}.2026\n` +
      `Net ${net.toFixed(2)} ${currency}, VAT 19 % ${(total - net).toFixed(2)} ${currency}\n` +
      `To pay: ${total.toFixed(2)} ${currency} within 14 days, customer no. ${88_100 + index}`,
    expected: JSON.stringify(expected),
    parts: 4,
    answer: (right) =>
      fieldsAnswer(
        expected,
        { number: String(88_100 + index), vendor: null, total: net, currency: "€" },
        right,
      ),
  };
});

/** Invitations in mails: title, place, date and time are wanted. */
export const events: readonly Item[] = Array.from({ length: 24 }, (_, index) => {
  const title = cycle(["Quarterly review", "Team lunch", "Design critique", "Fire drill", "Handover"], index);
  const place = cycle(["Blue Room", "canteen", "room 2.14", "lobby"], index);
  const day = 1 + ((index * 5) % 28);
  const [month, name] = cycle(
    [
      ["03", "March"],
      ["06", "June"],
      ["09", "September"],
    ],
    index,
  );
  const hour = 9 + (index % 8);
  const expected = {
    title,
    place,
    date: `2026-${month}-${String(day).padStart(2, "0")}`,
    time: `${String(hour).padStart(2, "0")}:30`,
  };
  return {
    key: numberedKey("event", index),
    name: `${title} on ${day} ${name}`,
    input:
      `Hi all, the ${title.toLowerCase()} moves: we now meet in the ${place} on ${day} ${name} 2026, ` +
      `half an hour after ${hour}, not at ${hour + 2} as I wrote last week. See you there!`,
    expected: JSON.stringify(expected),
    parts: 4,
    answer: (right) =>
      fieldsAnswer(expected, { title: "Meeting", date: `${day} ${name}`, time: `${hour + 2}:00` }, right),
  };
});

/**
 * A JSON answer with so many of the fields right, counted from the first;
 * the others are as a model gets them wrong: null, or left as they stand in the text.
 */
function fieldsAnswer(
  expected: Readonly<Record<string, string | number>>,
  wrong: Readonly<Record<string, string | number | null>>,
  right: number,
): string {
  const fields = Object.entries(expected).map(([field, value], index) => [
    field,
    index < right ? value : (wrong[field] ?? null),
  ]);
  return JSON.stringify(Object.fromEntries(fields));
}
