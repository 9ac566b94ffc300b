import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders } from "node:http";
import type { Statement } from "@evalboard/db";
import type { Context, Span } from "@opentelemetry/api";
import { loadOpenTelemetry, providerOf } from "./opentelemetry.ts";
import type { TraceSettings } from "./traces-env.ts";

type Attributes = Readonly<Record<string, string | number>>;

/** Makes spans of what the server does, and sends them. */
export interface Tracing {
  /** Does the work in a span, beneath the one that is around it. */
  within<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result>;
  /** Begins a span of a request, beneath the caller's where `traceparent` names one. */
  incoming(headers: IncomingHttpHeaders): Incoming;
  /** Tells of a statement that was just answered; one that belongs to no span, such as of keeping facts up, is left out. */
  readonly statement: (statement: Statement) => void;
  /** What a line of the log carries to be found from its trace; nothing outside of one. */
  readonly ids: () => { readonly trace_id?: string; readonly span_id?: string };
  /** Sends what is yet to be sent. */
  close(): Promise<void>;
}

export interface Incoming {
  /** Does what the request asks for, so that it is beneath the span. */
  run<Result>(work: () => Result): Result;
  end(name: string, attributes: Attributes, failed: boolean): void;
}

/** Loads OpenTelemetry and begins to trace. Throws an `Error` that says what to install where it is not there. */
export async function openTracing(settings: TraceSettings): Promise<Tracing> {
  const { api, core, ...sdk } = await loadOpenTelemetry(settings.protocol);
  const { trace, SpanKind, SpanStatusCode, ROOT_CONTEXT, defaultTextMapGetter } = api;
  const provider = providerOf(sdk, settings);
  const tracer = provider.getTracer("evalboard");
  const caller = new core.W3CTraceContextPropagator();
  // Of its own, not OpenTelemetry's global one: nothing is shared between two servers in one process.
  const around = new AsyncLocalStorage<Context>();
  const here = () => around.getStore() ?? ROOT_CONTEXT;
  const fail = (span: Span, error?: unknown) => {
    const name = error instanceof Error ? error.name : undefined;
    if (name !== undefined) span.setAttribute("error.type", name);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    async within(name, attributes, work) {
      const span = tracer.startSpan(name, { attributes }, here());
      try {
        return await around.run(trace.setSpan(here(), span), work);
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    incoming(headers) {
      const parent = caller.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
      const span = tracer.startSpan("request", { kind: SpanKind.SERVER }, parent);
      const inside = trace.setSpan(parent, span);
      return {
        run: (work) => around.run(inside, work),
        end(name, attributes, failed) {
          span.updateName(name).setAttributes(attributes);
          if (failed) fail(span);
          span.end();
        },
      };
    },
    statement({ sql, tookMs, failed }) {
      if (!trace.getSpan(here())) return;
      const endTime = Date.now();
      const startTime = endTime - tookMs;
      const options = { kind: SpanKind.CLIENT, startTime, attributes: statementAttributes(sql) };
      const span = tracer.startSpan(statementName(sql), options, here());
      if (failed) fail(span);
      span.end(endTime);
    },
    ids() {
      const span = trace.getSpan(here())?.spanContext();
      return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
    },
    close: () => provider.shutdown(),
  };
}

/** As OpenTelemetry's conventions name a statement: what it does, and to which table first. */
function statementName(sql: string): string {
  const table = /\b(?:from|into|update)\s+"?(\w+)/i.exec(sql)?.[1];
  return table === undefined ? operationOf(sql) : `${operationOf(sql)} ${table}`;
}

function statementAttributes(sql: string): Attributes {
  return { "db.system.name": "postgresql", "db.operation.name": operationOf(sql), "db.query.text": sql };
}

const operationOf = (sql: string) => /[a-z]+/i.exec(sql)?.[0].toLowerCase() ?? "statement";
