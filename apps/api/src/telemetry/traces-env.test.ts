import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parseEnv } from "../env.ts";
import { loadOpenTelemetry, missing, tracePackages } from "./opentelemetry.ts";
import { traceSettings } from "./traces-env.ts";

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };

describe("the variables of OpenTelemetry", () => {
  test.each([
    [{}],
    [{ OTEL_SERVICE_NAME: "board", OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" }],
    [{ ...endpoint, OTEL_TRACES_EXPORTER: "none" }],
    [{ ...endpoint, OTEL_SDK_DISABLED: "TRUE", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "" }],
  ])("leave traces off: %o", (variables) => {
    expect(traceSettings(parseEnv(variables))).toBeUndefined();
  });

  test("switch them on by an address or by the exporter, those for traces alone before the common ones", () => {
    const settings = {
      protocol: "http/protobuf",
      sampler: "parentbased_always_on",
      ratio: 1,
      delayMs: 5_000,
    };
    expect(traceSettings(parseEnv(endpoint))).toEqual(settings);
    expect(traceSettings(parseEnv({ OTEL_TRACES_EXPORTER: "otlp" }))).toEqual(settings);
    const others = {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://collector:4318/v1/traces",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_TRACES_SAMPLER: "traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.25",
      OTEL_BSP_SCHEDULE_DELAY: "100",
    };
    expect(traceSettings(parseEnv(others))).toEqual({
      protocol: "http/json",
      sampler: "traceidratio",
      ratio: 0.25,
      delayMs: 100,
    });
  });

  test("that cannot be are refused by their names, all at once", () => {
    const wrong = {
      OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
      OTEL_TRACES_EXPORTER: "zipkin",
      OTEL_TRACES_SAMPLER_ARG: "1.5",
    };
    expect(() => parseEnv(wrong)).toThrow(/OTEL_TRACES_EXPORTER: must be otlp or none/);
    expect(() => parseEnv(wrong)).toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT: must be the http or https address/);
    expect(() => parseEnv(wrong)).toThrow(
      /OTEL_EXPORTER_OTLP_PROTOCOL: must be http\/protobuf or http\/json/,
    );
    expect(() => parseEnv(wrong)).toThrow(/OTEL_TRACES_SAMPLER_ARG/);
  });
});

describe("the packages of OpenTelemetry", () => {
  test("are there, in the versions that are told of", async () => {
    await expect(loadOpenTelemetry("http/json")).resolves.toHaveProperty("api");
    const { peerDependencies, devDependencies } = JSON.parse(
      await readFile(new URL("../../package.json", import.meta.url), "utf8"),
    );
    expect(peerDependencies).toEqual(tracePackages);
    expect(devDependencies).toMatchObject(tracePackages);
  });

  test("are named where one is not installed", async () => {
    const absent = "@opentelemetry/nothing";
    const error: unknown = await import(absent).catch((cause: unknown) => cause);
    expect(missing(error)?.message).toMatch(
      /npm install @opentelemetry\/api@1\.10\.0 .*@opentelemetry\/sdk-trace@3\.1\.0[^]*OTEL_SDK_DISABLED=true/,
    );
    expect(missing(new Error("another"))).toBeUndefined();
  });
});
