import { DriverException } from "@mikro-orm/core";
import { expect, test } from "vitest";
import {
  DatabaseLostError,
  isConnectionLost,
  isDatabaseUnavailable,
  StatementTimeoutError,
} from "./database-unavailable.ts";

const withCode = (code: string) => Object.assign(new Error("said by the driver"), { code });

test.each([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "08006",
  "53100",
  "53300",
  "57014",
  "57P01",
  "57P03",
  "25P03",
])("%s is an outage, also as MikroORM passes it on, and as a cause", (code) => {
  expect(isDatabaseUnavailable(withCode(code))).toBe(true);
  expect(isDatabaseUnavailable(new DriverException(withCode(code)))).toBe(true);
  expect(isDatabaseUnavailable(new Error("outer", { cause: withCode(code) }))).toBe(true);
});

test.each([
  new StatementTimeoutError(5_000),
  new DatabaseLostError("lost"),
  new Error("timeout exceeded when trying to connect"),
  new Error("Connection terminated unexpectedly"),
  new Error("Connection terminated due to connection timeout"),
  new Error("Query read timeout"),
])("%s is an outage, also as MikroORM passes it on", (error) => {
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(isDatabaseUnavailable(new DriverException(error))).toBe(true);
});

test.each([
  withCode("57P01"),
  withCode("ECONNRESET"),
  new DatabaseLostError("lost"),
  new Error("Connection terminated unexpectedly"),
  new Error("outer", { cause: new DriverException(withCode("57P01")) }),
])("%s is a connection that broke", (error) => {
  expect(isConnectionLost(error)).toBe(true);
});

test.each([
  withCode("57014"),
  withCode("57P03"),
  withCode("ECONNREFUSED"),
  withCode("23505"),
  new StatementTimeoutError(5_000),
  new Error("timeout exceeded when trying to connect"),
  new Error("Connection terminated due to connection timeout"),
  new Error("Query read timeout"),
  "57P01",
])("%s is none, or is not mended by asking once more", (error) => {
  expect(isConnectionLost(error)).toBe(false);
});

test.each(["23505", "23514", "40001", "42601", "22P02", "55000", "28P01", "ENOENT", "x08006"])(
  "%s is none",
  (code) => {
    expect(isDatabaseUnavailable(withCode(code))).toBe(false);
  },
);

test.each([undefined, null, "57P01", { code: "57P01" }, new TypeError("x is not a function")])(
  "%s is none",
  (error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
  },
);
