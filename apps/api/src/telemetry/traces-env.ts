import { z } from "zod";

const Address = z.url({
  protocol: /^https?$/,
  error: "must be the http or https address of an OTLP receiver",
});

const Protocol = z.enum(["http/protobuf", "http/json"], {
  error: "must be http/protobuf or http/json: OTLP over gRPC is not spoken here",
});

/**
 * OpenTelemetry's own variables, as far as they decide something here; its packages read others by themselves, such as
 * `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_EXPORTER_OTLP_HEADERS`.
 */
export const tracesEnv = {
  OTEL_TRACES_EXPORTER: z.enum(["otlp", "none"], { error: "must be otlp or none" }).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: Address.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: Address.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: Protocol.optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: Protocol.optional(),
  OTEL_TRACES_SAMPLER: z
    .enum([
      "always_on",
      "always_off",
      "traceidratio",
      "parentbased_always_on",
      "parentbased_always_off",
      "parentbased_traceidratio",
    ])
    .optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number("must be a share from 0 to 1").min(0).max(1).optional(),
  OTEL_BSP_SCHEDULE_DELAY: z.coerce.number("must be milliseconds").int().min(1).optional(),
};

const TracesEnv = z.object(tracesEnv);

/** How traces are made and sent. */
export interface TraceSettings {
  readonly protocol: z.infer<typeof Protocol>;
  readonly sampler: NonNullable<z.infer<typeof TracesEnv>["OTEL_TRACES_SAMPLER"]>;
  /** The share of traces to keep, where the sampler goes by a share. */
  readonly ratio: number;
  /** How long spans are gathered before they are sent, ms. */
  readonly delayMs: number;
}

/** Whether no variable of OpenTelemetry is looked at. */
export function isDisabled(variables: Record<string, string | undefined>): boolean {
  return variables["OTEL_SDK_DISABLED"]?.toLowerCase() === "true";
}

/** Undefined where nobody has said where traces go: then nothing of OpenTelemetry is loaded. */
export function traceSettings(env: z.infer<typeof TracesEnv>): TraceSettings | undefined {
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const exporter = env.OTEL_TRACES_EXPORTER ?? (endpoint === undefined ? "none" : "otlp");
  if (exporter === "none") return undefined;
  return {
    protocol: env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL ?? "http/protobuf",
    sampler: env.OTEL_TRACES_SAMPLER ?? "parentbased_always_on",
    ratio: env.OTEL_TRACES_SAMPLER_ARG ?? 1,
    delayMs: env.OTEL_BSP_SCHEDULE_DELAY ?? 5_000,
  };
}
