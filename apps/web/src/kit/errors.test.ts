import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { describeError, isForbidden } from "./errors.ts";

const answered = (httpStatus: number, message: string) =>
  TRPCClientError.from({
    error: { message, code: -32_603, data: { code: "INTERNAL_SERVER_ERROR", httpStatus } },
  });

test("an error that the server gave is told with its words and status", () => {
  expect(describeError(answered(500, "Internal error (request req-1)"))).toEqual({
    title: "The server could not answer",
    detail: "Internal error (request req-1) (HTTP 500)",
  });
});

test("what is for others alone is told by the server's words", () => {
  const refused = answered(403, 'stats.get needs the scope read; "ci" has ingest');
  expect(describeError(refused)).toEqual({
    title: "This is closed to you",
    detail: 'stats.get needs the scope read; "ci" has ingest',
  });
  expect([refused, answered(401, "no"), "broken"].map(isForbidden)).toEqual([true, false, false]);
});

test("no answer at all is told apart", () => {
  expect(describeError(TRPCClientError.from(new TypeError("Failed to fetch")))).toEqual({
    title: "The server did not answer",
    detail: "Failed to fetch",
  });
});

test("anything thrown has words", () => {
  expect(describeError("broken").detail).toBe("broken");
});
