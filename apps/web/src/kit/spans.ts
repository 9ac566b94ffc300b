import { formatWindow, DATE_LOCALE } from "@evalboard/format";

const date = { year: "numeric", month: "short", day: "numeric" } as const;
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The interval [from, to), either end open where it is undefined; in the viewer's zone unless another is given. */
export function formatSpan(
  from: string | undefined,
  to: string | undefined,
  timeZone = viewerZone(),
): string {
  const minutes = new Intl.DateTimeFormat(DATE_LOCALE, { ...date, ...clock, timeZone });
  const isMidnight = (instant: string): boolean => minutes.format(Date.parse(instant)).endsWith("00:00");
  if (from === undefined || to === undefined) {
    const end = from ?? to;
    if (end === undefined) return "at any time";
    return `${from === undefined ? "before" : "from"} ${minutes.format(Date.parse(end))}`;
  }
  if (isMidnight(from) && isMidnight(to)) return formatWindow({ from, to, unit: "day" }, timeZone);
  return minutes.formatRange(Date.parse(from), Date.parse(to));
}

/** The IANA name of the time zone that the browser is in. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
