import { defaultParseSearch, defaultStringifySearch } from "@tanstack/react-router";

/**
 * Writes an address as the router does by itself, but repeats what is a list: `?tag=a%3D1&tag=b%3D2`, an empty one
 * `?tag=`, and says a period that is a range by its ends: `?from=2026-11-01&to=2026-11-14`.
 */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = Object.entries(withEnds(search));
  const lists = params.flatMap(([key, value]) =>
    Array.isArray(value) ? (value.length === 0 ? [""] : value).map((one) => [key, String(one)]) : [],
  );
  const single = defaultStringifySearch(
    Object.fromEntries(params.filter(([, value]) => !Array.isArray(value))),
  );
  if (lists.length === 0) return single;
  return `${single === "" ? "?" : `${single}&`}${new URLSearchParams(lists)}`;
}

function withEnds(search: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { period, ...rest } = search;
  if (typeof period !== "string" || !period.includes("/")) return search;
  const [from, to] = period.split("/");
  return { ...rest, from, to };
}

/**
 * Reads an address as the router does by itself, but a tag as a list where it stands alone too, and the ends of a range as a
 * period: so links know themselves.
 */
export function parseSearch(text: string): Record<string, unknown> {
  const params = Object.entries<unknown>(withRange(defaultParseSearch(text)));
  const isLoneTag = (key: string, value: unknown) => /(^|\.)tag$/u.test(key) && !Array.isArray(value);
  return Object.fromEntries(params.map(([key, value]) => [key, isLoneTag(key, value) ? [value] : value]));
}

function withRange(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { from, to, ...rest } = params;
  const period = readRange(from, to);
  return period === undefined ? params : { ...rest, period };
}

/** What an address may say of one thing: the router has read numbers as numbers; a repeated one is a list. */
type Param = unknown;

/** A text of 1 to 200 characters, cut where it is longer; undefined for anything else. */
export function readText(param: Param): string | undefined {
  const text = typeof param === "number" || typeof param === "boolean" ? String(param) : param;
  return typeof text === "string" && text.trim() !== "" ? text.slice(0, 200) : undefined;
}

/** Texts, each as `readText` has it; undefined where nothing is said of them. */
export function readTexts(param: Param): readonly string[] | undefined {
  if (param === undefined) return undefined;
  const texts = (Array.isArray(param) ? param : [param]).map(readText);
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/** True or false, or undefined. */
export function readBoolean(param: Param): boolean | undefined {
  return typeof param === "boolean" ? param : undefined;
}

/** One of the options, or undefined. */
export function readOption<Option extends string>(
  param: Param,
  options: readonly Option[],
): Option | undefined {
  return options.find((option) => option === param);
}

/** An id as the server makes them, or undefined. */
export function readId(param: Param): string | undefined {
  const isId = typeof param === "string" && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(param);
  return isId ? param : undefined;
}

/** A number, or undefined. */
export function readNumber(param: Param): number | undefined {
  return typeof param === "number" && Number.isFinite(param) ? param : undefined;
}

/** A number from 0 to 1, or undefined. */
export function readFraction(param: Param): number | undefined {
  return typeof param === "number" && param >= 0 && param <= 1 ? param : undefined;
}

/** A whole number from 1 on, or undefined. */
export function readPosition(param: Param): number | undefined {
  return typeof param === "number" && Number.isSafeInteger(param) && param >= 1 ? param : undefined;
}

/** A day that is in the calendar, `2026-11-23`, or undefined. */
export function readDay(param: Param): string | undefined {
  if (typeof param !== "string" || !/^2\d{3}-\d{2}-\d{2}$/.test(param)) return undefined;
  const time = Date.parse(`${param}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== param ? undefined : param;
}

/** An instant with its zone, `2026-11-23T12:00:00Z`, as ISO 8601 in UTC, or undefined. */
export function readInstant(param: Param): string | undefined {
  if (
    typeof param !== "string" ||
    !/^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(param)
  ) {
    return undefined;
  }
  const time = Date.parse(param);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Two days, both included, or two instants; undefined for anything else. */
export function readRange(from: unknown, to: unknown): `${string}/${string}` | undefined {
  const days = [readDay(from), readDay(to)] as const;
  if (days[0] !== undefined && days[1] !== undefined && days[0] <= days[1]) return `${days[0]}/${days[1]}`;
  const instants = [readInstant(from), readInstant(to)] as const;
  if (instants[0] !== undefined && instants[1] !== undefined && instants[0] < instants[1]) {
    return `${instants[0]}/${instants[1]}`;
  }
  return undefined;
}

/** The ends of a range as the address has them; undefined of what is none. */
export function endsOf(period: unknown): { readonly from: string; readonly to: string } | undefined {
  if (typeof period !== "string") return undefined;
  const [from, to, ...rest] = period.split("/");
  return from === undefined || to === undefined || rest.length > 0 ? undefined : { from, to };
}
