import type { Item } from "./item.ts";

/** Signature, task, a body that passes every test, and one that forgets an edge. */
const functions = [
  ["is_even(n)", "whether n is even", "n % 2 == 0", "n / 2 == n // 2 and n > 0"],
  ["last(items)", "the last item, None for an empty list", "items[-1] if items else None", "items[-1]"],
  ["mean(xs)", "the mean, 0 for an empty list", "sum(xs) / len(xs) if xs else 0", "sum(xs) / len(xs)"],
  ["clamp(x, lo, hi)", "x kept between lo and hi", "max(lo, min(x, hi))", "min(x, hi)"],
  ["initials(name)", "upper-case initials", "''.join(w[0].upper() for w in name.split())", "name[0].upper()"],
  ["unique(xs)", "the values in order, without repeats", "list(dict.fromkeys(xs))", "list(set(xs))"],
  ["is_leap(y)", "whether y is a leap year", "y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)", "y % 4 == 0"],
  ["flatten(xss)", "one list of all the values", "[x for xs in xss for x in xs]", "sum(xss, [])[0:10]"],
  ["digits(n)", "the sum of n's digits", "sum(int(d) for d in str(abs(n)))", "sum(int(d) for d in str(n))"],
  [
    "rot13(s)",
    "s in ROT13",
    "__import__('codecs').encode(s, 'rot13')",
    "''.join(chr(ord(c) + 13) for c in s)",
  ],
  ["title(s)", "s with capital first letters", "' '.join(w.capitalize() for w in s.split(' '))", "s.upper()"],
  ["gcd(a, b)", "the greatest common divisor", "a if b == 0 else gcd(b, a % b)", "gcd(b, a % b)"],
  ["second(xs)", "the second largest value", "sorted(set(xs))[-2]", "sorted(xs)[-2]"],
  [
    "palindrome(s)",
    "whether s is a palindrome, whatever the case",
    "s.lower() == s.lower()[::-1]",
    "s == s[::-1]",
  ],
  ["count(s, c)", "how often c stands in s", "s.count(c)", "len(s.split(c))"],
  ["chunks(xs, n)", "xs in lists of n", "[xs[i:i + n] for i in range(0, len(xs), n)]", "[xs[:n], xs[n:]]"],
  ["invert(d)", "keys and values swapped", "{v: k for k, v in d.items()}", "dict(zip(d, d.values()))"],
  ["celsius(f)", "Fahrenheit in Celsius", "(f - 32) * 5 / 9", "f - 32 * 5 / 9"],
  [
    "vowels(s)",
    "the number of vowels",
    "sum(c in 'aeiou' for c in s.lower())",
    "sum(c in 'aeiou' for c in s)",
  ],
  ["transpose(m)", "the transposed matrix", "[list(row) for row in zip(*m)]", "list(zip(*m))"],
] as const;

const written = (signature: string, body: string) => `def ${signature}:\n    return ${body}`;

/** Small Python functions: four tests each. */
export const pythonFunctions: readonly Item[] = functions.map(([signature, task, good, flawed]) => ({
  key: signature.replace(/\(.*/, ""),
  name: signature,
  input: `Write a Python function ${signature} that returns ${task}.`,
  expected: written(signature, good),
  parts: 4,
  answer: (right) => written(signature, right === 4 ? good : right > 0 ? flawed : "None  # TODO"),
}));

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
      name: `${question}, ${country} ${year}`,
      input: `${question} by customers from ${country} in ${year}?`,
      expected,
      parts: 1,
      answer: (right: number) =>
        right === 1 ? expected : query(measure, column % 2 === 0 ? inYear : `c.country = '${country}'`),
    };
  }),
);
