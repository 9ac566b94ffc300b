import { onScale } from "./text.ts";

/** How a person says that scores are to be read; all of it may be left out. */
export interface ScoreRules {
  /** The least and the greatest that a score can be; `from` is the worse end unless `lowerIsBetter`. Default: 0 to 1. */
  readonly scale?: { readonly from: number; readonly to: number } | undefined;
  /** Whether the least is the best. */
  readonly lowerIsBetter?: boolean | undefined;
  /** What words count as, from 0 to 1, by word; before all that is known of words anyway. Null of those that are no score. */
  readonly words?: Readonly<Record<string, number | null>> | undefined;
}

/** Words that many harnesses write for a verdict, in lower case. */
const VERDICTS: ReadonlyMap<string, number> = new Map([
  ...[
    "true",
    "yes",
    "y",
    "pass",
    "passed",
    "correct",
    "right",
    "success",
    "ok",
    "✓",
    "✅",
    "ja",
    "wahr",
    "richtig",
    "bestanden",
    "oui",
    "vrai",
    "correcte",
    "sí",
    "si",
  ].map((word) => [word, 1] as const),
  ...[
    "false",
    "no",
    "n",
    "fail",
    "failed",
    "incorrect",
    "wrong",
    "failure",
    "✗",
    "❌",
    "nein",
    "falsch",
    "nicht bestanden",
    "non",
    "faux",
    "incorrecte",
  ].map((word) => [word, 0] as const),
]);

/** What a word says of an answer by itself; null where it is no verdict. */
export function verdictOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value === 1 || value === 0 ? value === 1 : null;
  if (typeof value !== "string") return null;
  const verdict = VERDICTS.get(value.trim().toLowerCase());
  if (verdict !== undefined) return verdict === 1;
  return /^[01](?:\.0+)?$/.test(value.trim()) ? Number(value) === 1 : null;
}

/**
 * The number that a value is: `0.5`, `1e-3`, a decimal comma (`0,5`), groups (`1,234.5`, `1.234,5`, `1 234`), `85%` as 0.85,
 * `7/10` as 0.7. Null where it is none.
 */
export function numberIn(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string") return null;
  const text = value.trim().replace(/^[$€£]\s*/, "");
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return finite(Number(text));
  const percent = /^(.*\S)\s*%$/.exec(text)?.[1];
  if (percent !== undefined) return mapped(numberIn(percent), (number) => number / 100);
  const [, part, whole] = /^([^/\s]+)\s*\/\s*([^/\s]+)$/.exec(text) ?? [];
  if (part && whole) {
    const [a, b] = [numberIn(part), numberIn(whole)];
    return a === null || b === null || b === 0 ? null : finite(a / b);
  }
  // A comma before three digits stands between thousands, elsewhere before a fraction.
  if (/^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return finite(Number(text.replaceAll(",", "")));
  if (
    /^[-+]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+(?=,)|(?:[\u00A0\u202F ]\d{3})+)(?:,\d+)?$/.test(text)
  )
    return finite(Number(text.replaceAll(/[.\u00A0\u202F ]/g, "").replace(",", ".")));
  if (/^[-+]?\d*,\d+$/.test(text)) return finite(Number(text.replace(",", ".")));
  return null;
}

const finite = (number: number) => (Number.isFinite(number) ? number : null);

function mapped(number: number | null, by: (number: number) => number): number | null {
  return number === null ? null : by(number);
}

/**
 * A value as a score in [0, 1]: numbers on the person's scale, true and false, words that the person or everybody knows.
 * Null where it cannot be one.
 */
export function scoreIn(
  value: unknown,
  { scale, lowerIsBetter = false, words = {} }: ScoreRules,
): number | null {
  if (typeof value === "string") {
    const said = wordIn(value, words);
    if (said !== null) return said;
  }
  const number = numberIn(value);
  if (isNoScore(value, { words })) return null;
  if (number !== null) {
    // `85%` and `7/10` are shares already, whatever the scale.
    const isShare = typeof value === "string" && /[%/]/.test(value);
    const { from, to } = (isShare ? null : scale) ?? { from: 0, to: 1 };
    const score = onScale((number - from) / (to - from));
    return score !== null && lowerIsBetter ? 1 - score : score;
  }
  if (typeof value !== "string" && typeof value !== "boolean") return null;
  const verdict = verdictOf(value);
  return verdict === null ? null : Number(verdict);
}

/** A number as it is written where a comma stands before fractions and points between thousands, in the form without either. */
export function withPoint(text: string): string {
  const bare = text.trim();
  if (/^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare)) return bare.replaceAll(".", "").replace(",", ".");
  return /^[-+]?\d+,\d+$/.test(bare) ? bare.replace(",", ".") : text;
}

/** What the person says that a word counts as: written so, else whatever its case. Null where nothing is said, or that it is no score. */
export function wordIn(value: string, words: NonNullable<ScoreRules["words"]>): number | null {
  return saidOf(value, words) ?? null;
}

/** Whether the person says that a value, word or number, is no score. */
export function isNoScore(value: unknown, { words = {} }: ScoreRules): boolean {
  return (typeof value === "string" || typeof value === "number") && saidOf(String(value), words) === null;
}

function saidOf(value: string, words: NonNullable<ScoreRules["words"]>): number | null | undefined {
  const word = value.trim();
  if (Object.hasOwn(words, word)) return words[word];
  const folded = word.toLowerCase();
  return Object.entries(words).find(([each]) => each.trim().toLowerCase() === folded)?.[1];
}
