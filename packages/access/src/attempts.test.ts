import { expect, test } from "vitest";
import { createAttempts } from "./attempts.ts";

test("an address waits after ten failures, until ten minutes after the first", () => {
  let nowMs = 1;
  const attempts = createAttempts(() => nowMs);
  const told = Array.from({ length: 12 }, () => attempts.fail("203.0.113.9"));
  expect(told.indexOf(true)).toBe(9);
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(attempts.waitSeconds("203.0.113.9")).toBe(600);
  expect(attempts.waitSeconds("203.0.113.8")).toBeUndefined();
  nowMs += 599_001;
  attempts.fail("203.0.113.9");
  expect(attempts.waitSeconds("203.0.113.9")).toBe(1);
  nowMs += 1_000;
  expect(attempts.waitSeconds("203.0.113.9")).toBeUndefined();
});

test("an IPv6 network of 64 bits is one address, an IPv4 address is one however it is written", () => {
  const attempts = createAttempts(() => 1);
  for (let n = 0; n < 10; n += 1) attempts.fail(`2001:db8:0:7::${n.toString(16)}`);
  expect(attempts.waitSeconds("2001:db8:0:7:ffff::1")).toBe(600);
  expect(attempts.waitSeconds("2001:db8:0:8::1")).toBeUndefined();
  for (let n = 0; n < 10; n += 1) attempts.fail("::ffff:203.0.113.9");
  expect(attempts.waitSeconds("203.0.113.9")).toBe(600);
});

test("no more addresses are remembered than there is room for", () => {
  const attempts = createAttempts(() => 1);
  for (let n = 0; n < 10; n += 1) attempts.fail("203.0.113.9");
  for (let n = 0; n < 10_000; n += 1) attempts.fail(`10.0.${n >> 8}.${n & 255}`);
  expect(attempts.waitSeconds("203.0.113.9")).toBeUndefined();
});
