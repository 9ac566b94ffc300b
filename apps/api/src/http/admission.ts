import type { FastifyInstance, FastifyRequest } from "fastify";
import { outage, type Refusal, refuse } from "./errors.ts";
import { type Health, isHealth } from "./health.ts";

/** Whether a request may come in: nothing lets it on to the next rule, a refusal is its answer. */
export type Rule = (request: FastifyRequest) => Verdict | Promise<Verdict>;
type Verdict = Refusal | undefined;

/**
 * The one place that decides who may come in. Every rule is asked in its order before anything else is known of a request
 * but its head, whatever it asks for: a procedure, the REST face, a page, an address where nothing is. A rule that throws
 * lets nobody in. What answers must be a handler, never a hook: then Fastify's own order has it wait for this.
 */
export function admission(app: FastifyInstance, rules: readonly Rule[]): void {
  // Calls back: a promise for rules that await nothing would cost every cached board turns of the queue.
  app.addHook("onRequest", (request, reply, done) => {
    const settle = (verdict: Verdict) => {
      if (verdict) refuse(reply, verdict);
      else done();
    };
    const verdict = ask(rules, request);
    // Without an error Fastify would go on.
    const fail = (reason: unknown) =>
      done(reason instanceof Error ? reason : new Error("a rule failed", { cause: reason }));
    if (verdict instanceof Promise) verdict.then(settle, fail);
    else settle(verdict);
  });
}

function ask([rule, ...others]: readonly Rule[], request: FastifyRequest): Verdict | Promise<Verdict> {
  if (!rule) return undefined;
  const verdict = rule(request);
  if (verdict instanceof Promise) return verdict.then((refusal) => refusal ?? ask(others, request));
  return verdict ?? ask(others, request);
}

/** Until the database is prepared only the health answers. */
export function untilPrepared(health: Health): Rule {
  return ({ url }) => (health.isPrepared() || isHealth(url) ? undefined : outage);
}
