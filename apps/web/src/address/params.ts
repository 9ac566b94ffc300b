/** What an address may say of one thing: the router has read numbers as numbers; a repeated one is a list. */
type Param = unknown;

/** A text of 1 to 200 characters, cut where it is longer; undefined for anything else. */
export function readText(param: Param): string | undefined {
  const text = typeof param === "number" || typeof param === "boolean" ? String(param) : param;
  return typeof text === "string" && text.trim() !== "" ? text.slice(0, 200) : undefined;
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
