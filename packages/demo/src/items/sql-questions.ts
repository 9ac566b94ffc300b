import type { Item } from "./item.ts";

const measures = [
  ["How many orders were placed", "count(*)"],
  ["What was the total revenue", "sum(o.total)"],
  ["What was the average order value", "avg(o.total)"],
  ["When was the first order placed", "min(o.placed_at)"],
  ["How many different customers ordered", "count(distinct o.customer_id)"],
] as const;
const countries = ["Brazil", "Canada", "Germany", "Japan", "Kenya"] as const;

const query = (measure: string, condition: string) =>
  `select ${measure} from orders o join customers c on c.id = o.customer_id where ${condition}`;

/** Questions about a shop's two tables: the query's rows must be equal. */
export const sqlQuestions: readonly Item[] = measures.flatMap(([question, measure], row) =>
  countries.map((country, column) => {
    const year = 2023 + ((row + column) % 3);
    const inYear = `o.placed_at >= '${year}-01-01' and o.placed_at < '${year + 1}-01-01'`;
    const expected = query(measure, `c.country = '${country}' and ${inYear}`);
    return {
      key: `sql-${row + 1}-${country.toLowerCase()}`,
      input: `${question} by customers from ${country} in ${year}?`,
      expected,
      parts: 1,
      answer: (right: number) =>
        right === 1 ? expected : query(measure, column % 2 === 0 ? inYear : `c.country = '${country}'`),
    };
  }),
);
