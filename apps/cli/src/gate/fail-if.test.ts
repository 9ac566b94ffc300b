import { describe, expect, it } from "vitest";
import { FailIf } from "./fail-if.ts";

const said = (text: string) => FailIf.parse(text).map((condition) => condition.said);

describe("what --fail-if takes", () => {
  it.each([
    ["worse", ["worse"]],
    ["worse, too-few-items ,no-clear-change", ["worse", "too-few-items", "no-clear-change"]],
    ["worse-at-one-look,too-little-to-say", ["worse-at-one-look", "too-little-to-say"]],
    ["newly-failing,newly-failing-above=2", ["newly-failing", "newly-failing-above=2"]],
    ["pass-rate-below=0.9,pass-rate-below=1", ["pass-rate-below=0.9", "pass-rate-below=1"]],
    ["metric:faithfulness-drop=0.05", ["metric:faithfulness-drop=0.05"]],
    ["worse,metric:a, b-drop=1e-3,newly-failing", ["worse", "metric:a, b-drop=1e-3", "newly-failing"]],
    ["metric:x-drop-drop=.5", ["metric:x-drop-drop=.5"]],
    ["metric:latency=p95-drop=200", ["metric:latency=p95-drop=200"]],
  ])("is one or several conditions: %s", (text, conditions) => {
    expect(said(text)).toEqual(conditions);
  });

  it.each([
    "",
    ",",
    "worse,",
    "improved",
    "better",
    "newly-failing=2",
    "newly-failing-above=",
    "newly-failing-above=-1",
    "newly-failing-above=1.5",
    "pass-rate-below=90%",
    "pass-rate-below=90",
    "pass-rate-below=",
    "pass-rate-below=-0.1",
    "metric:-drop=0.1",
    "metric:a",
    "metric:a-drop=",
    "metric:a-drop=.",
    "metric:a-drop=x",
    "metric:a-drop=-0.1",
    "metric:a-drop=Infinity",
    "metric:a-rise=1",
  ])("is never %j, and then says what would be right", (text) => {
    const { error } = FailIf.safeParse(text);
    expect(error?.issues[0]?.message).toMatch(/^must be one or several of worse, .*metric:NAME-drop=0\.05/);
  });
});
