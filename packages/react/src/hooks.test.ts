import { skipToken, type QueryClient } from "@tanstack/react-query";
import { expectTypeOf, test } from "vitest";
import { type Questions, type Reports, useBoard, type useMatrix, type useModel } from "./hooks.ts";
import type { EvalBoardProvider } from "./provider.tsx";

type DataOf<Hook extends (question: never) => { data: unknown }> = NonNullable<ReturnType<Hook>["data"]>;

test("a board is asked for by a period, or by a period and which runs", () => {
  expectTypeOf(useBoard).toBeCallableWith("7d");
  expectTypeOf(useBoard).toBeCallableWith({ period: "7d", where: { label: "main" } });
  expectTypeOf<"14d">().not.toExtend<Questions["get"]>();
  expectTypeOf<{ period: "7d"; where: { lable: string } }>().not.toExtend<Questions["get"]>();
});

test("nothing is asked while it is not known what", () => {
  expectTypeOf(useBoard).toBeCallableWith(skipToken);
  expectTypeOf<undefined>().not.toExtend<Parameters<typeof useModel>[0]>();
});

test("what comes is the report, or nothing yet", () => {
  expectTypeOf<ReturnType<typeof useBoard>["data"]>().toEqualTypeOf<Reports["get"] | undefined>();
  expectTypeOf<DataOf<typeof useBoard>["latencyOverTime"][number]["p95Ms"]>().toEqualTypeOf<number | null>();
  expectTypeOf<DataOf<typeof useModel>["model"]["name"]>().toEqualTypeOf<string>();
  expectTypeOf<DataOf<typeof useMatrix>["cells"][number]["averageScore"]>().toEqualTypeOf<number | null>();
});

test("an error has the server's words and its status", () => {
  type Problem = NonNullable<ReturnType<typeof useBoard>["error"]>;
  expectTypeOf<Problem["message"]>().toEqualTypeOf<string>();
  expectTypeOf<NonNullable<Problem["data"]>["httpStatus"]>().toEqualTypeOf<number>();
});

test("a provider needs the server's address, and may take the page's own cache", () => {
  type Props = Parameters<typeof EvalBoardProvider>[0];
  expectTypeOf<Props["url"]>().toEqualTypeOf<string>();
  expectTypeOf<Props["queryClient"]>().toEqualTypeOf<QueryClient | undefined>();
});
