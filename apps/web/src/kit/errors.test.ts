import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { describeError } from "./errors.ts";

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

test("no answer at all is told apart", () => {
  expect(describeError(TRPCClientError.from(new TypeError("Failed to fetch")))).toEqual({
    title: "The server did not answer",
    detail: "Failed to fetch",
  });
});

test("anything thrown has words", () => {
  expect(describeError("broken").detail).toBe("broken");
});
