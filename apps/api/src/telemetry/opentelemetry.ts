import type { Sampler, TracerProvider } from "@opentelemetry/sdk-trace";
import type { TraceSettings } from "./traces-env.ts";

/** What has to be installed for traces, 20 MB: nobody else needs it. The versions fit one another. */
export const tracePackages = {
  "@opentelemetry/api": "1.10.0",
  "@opentelemetry/core": "3.1.0",
  "@opentelemetry/exporter-trace-otlp-http": "0.301.0",
  "@opentelemetry/exporter-trace-otlp-proto": "0.301.0",
  "@opentelemetry/resources": "3.1.0",
  "@opentelemetry/sdk-trace": "3.1.0",
} as const;

/**
 * Loads OpenTelemetry, now and not at the start: a server that does not trace has nothing of it. Throws an `Error` that says what to
 * install where a package is not there.
 */
export async function loadOpenTelemetry(protocol: TraceSettings["protocol"]) {
  try {
    const [api, core, resources, trace, exporter] = await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/core"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/sdk-trace"),
      protocol === "http/json"
        ? import("@opentelemetry/exporter-trace-otlp-http")
        : import("@opentelemetry/exporter-trace-otlp-proto"),
    ]);
    return { api, core, resources, trace, exporter };
  } catch (error) {
    throw missing(error) ?? error;
  }
}

/** The error to tell of where a package is not installed; any other is told as it is. */
export function missing(error: unknown): Error | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code !== "ERR_MODULE_NOT_FOUND" && error.code !== "MODULE_NOT_FOUND") return undefined;
  const packages = Object.entries(tracePackages).map(([name, version]) => `${name}@${version}`);
  return new Error(
    `Traces are switched on by OTEL_… and their packages are not installed. Either: npm install ${packages.join(" ")}\n` +
      "Or set OTEL_SDK_DISABLED=true.",
    { cause: error },
  );
}

type Sdk = Pick<Awaited<ReturnType<typeof loadOpenTelemetry>>, "resources" | "trace" | "exporter">;

/** What makes spans and sends them, in batches. */
export function providerOf({ resources, trace, exporter }: Sdk, settings: TraceSettings): TracerProvider {
  const named = resources.detectResources({ detectors: [resources.envDetector] });
  return new trace.TracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes({ "service.name": "evalboard" }))
      .merge(named),
    sampler: samplerOf(trace, settings),
    spanProcessors: [
      new trace.BatchSpanProcessor({
        // Where to and with which headers it reads from the environment.
        exporter: new exporter.OTLPTraceExporter(),
        scheduledDelayMillis: settings.delayMs,
      }),
    ],
  });
}

function samplerOf(trace: Sdk["trace"], { sampler, ratio }: TraceSettings): Sampler {
  const roots = {
    always_on: () => new trace.AlwaysOnSampler(),
    always_off: () => new trace.AlwaysOffSampler(),
    traceidratio: () => new trace.TraceIdRatioBasedSampler(ratio),
  };
  switch (sampler) {
    case "always_on":
    case "always_off":
    case "traceidratio":
      return roots[sampler]();
    case "parentbased_always_on":
      return new trace.ParentBasedSampler({ root: roots.always_on() });
    case "parentbased_always_off":
      return new trace.ParentBasedSampler({ root: roots.always_off() });
    case "parentbased_traceidratio":
      return new trace.ParentBasedSampler({ root: roots.traceidratio() });
  }
}
