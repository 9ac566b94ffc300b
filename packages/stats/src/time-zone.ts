import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/**
 * The name of a time zone, in the IANA spelling whatever the case given; aliases stay as they are.
 * Offsets such as `+02:00` are refused: they know no daylight saving, so their days drift.
 */
export const TimeZone = z.string().transform((name, context) => {
  const known = /^\p{L}/u.test(name) ? ianaName(name) : null;
  if (known !== null) return known;
  context.addIssue(
    `${JSON.stringify(name)} is not a time zone: give an IANA name, such as Europe/Berlin or UTC`,
  );
  return z.NEVER;
});

function ianaName(name: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}
