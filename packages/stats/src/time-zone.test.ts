import { expect, test } from "vitest";
import { TimeZone } from "./time-zone.ts";

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["europe/berlin", "Europe/Berlin"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["utc", "UTC"],
])("takes %s as %s", (given, name) => {
  expect(TimeZone.parse(given)).toBe(name);
});

test.each(["", " UTC", "Berlin", "Europe/Berlin ", "+02:00", "-0300", "Mars/Olympus", "Europe/Berlin\0"])(
  "refuses %j and says what would be right",
  (given) => {
    const { error } = TimeZone.safeParse(given);
    expect(error?.issues.map((issue) => issue.message)).toEqual([
      `${JSON.stringify(given)} is not a time zone: give an IANA name, such as Europe/Berlin or UTC`,
    ]);
  },
);
