import type { CallerState } from "@evalboard/contract";
import { createQueryClient } from "@evalboard/react";
import { MutationObserver } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { beforeEach, describe, expect, it } from "vitest";
import { createStandingStore, type Standing } from "./standing.ts";

const refused = (httpStatus: number) =>
  TRPCClientError.from({
    error: { message: "no", code: -32_001, data: { code: "UNAUTHORIZED", httpStatus } },
  });

const SESSION = [["session", "get"], { type: "query" }];
const BOARD = [["stats", "get"], { input: "7d", type: "query" }];

const stateOf = (keysAsked: boolean, name: string | null): CallerState => ({
  keysAsked,
  caller:
    name === null
      ? null
      : { kind: "session", name, scopes: ["read"], label: null, tags: {}, expiresAt: null },
});

describe("the standing", () => {
  let client: ReturnType<typeof createQueryClient>;
  let store: ReturnType<typeof createStandingStore>;
  let heard: Standing[];

  beforeEach(() => {
    client = createQueryClient();
    store = createStandingStore(client);
    heard = [];
    store.subscribe(() => heard.push(store.get()));
  });

  const answer = (key: readonly unknown[], data: unknown) =>
    client.fetchQuery({ queryKey: key, queryFn: () => data });
  const refuse = (status: number) =>
    client
      .fetchQuery({ queryKey: BOARD, queryFn: () => Promise.reject(refused(status)) })
      .catch(() => undefined);

  it("is unknown until the server has answered, and told once", async () => {
    expect(store.get()).toBe("unknown");
    await answer(BOARD, "board");
    await answer([["runs", "list"]], "runs");
    expect(heard).toEqual(["in"]);
  });

  it("is out by a first 401, and ended by a later one", async () => {
    await refuse(401);
    expect(store.get()).toBe("out");
    client.setQueryData(SESSION, stateOf(true, "ann"));
    await refuse(401);
    expect(heard).toEqual(["out", "in", "ended"]);
  });

  it("is ended by a change that is refused, too", async () => {
    await answer(BOARD, "board");
    const mutationFn = () => Promise.reject(refused(401));
    await new MutationObserver(client, { mutationFn }).mutate().catch(() => undefined);
    expect(store.get()).toBe("ended");
  });

  it("stays as it is by an answer to what was asked before, until somebody signs in", async () => {
    await refuse(401);
    await answer([["runs", "list"]], "late");
    expect(store.get()).toBe("out");
    await answer(SESSION, stateOf(true, null));
    expect(store.get()).toBe("out");
    client.setQueryData(SESSION, stateOf(true, "ann"));
    expect(store.get()).toBe("in");
  });

  it("is out where keys are asked and nobody is signed in, in where none are asked", async () => {
    await answer(SESSION, stateOf(true, null));
    expect(store.get()).toBe("out");
    client.setQueryData(SESSION, stateOf(false, null));
    expect(store.get()).toBe("in");
  });

  it("is in for who is refused something but known, and untouched by a server that is away", async () => {
    await refuse(503);
    expect(store.get()).toBe("unknown");
    await refuse(403);
    expect(store.get()).toBe("in");
  });
});
