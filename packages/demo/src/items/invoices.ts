import { cycle } from "../cycle.ts";
import { fieldsAnswer } from "./fields.ts";
import type { Item } from "./item.ts";

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
