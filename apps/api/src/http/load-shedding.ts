import type { FastifyInstance } from "fastify";
import type { Rule } from "./admission.ts";
import { isHealth } from "./health.ts";

/** How often the event loop is looked at. */
const EVERY_MS = 100;

/** Over how long its delay is averaged: one long piece of work is no overload. */
const OVER_MS = 1_000;

/**
 * Turns everything but the health away while the event loop is late by more than `limitMs` in the mean of a second: what is let in
 * would wait, and have all others wait longer. Looks no more once `app` is closed.
 */
export function shedding(app: FastifyInstance, limitMs: number): Rule {
  const loop = watchLoop();
  app.addHook("onClose", async () => loop.stop());
  return ({ url }) => (loop.delayMs() <= limitMs || isHealth(url) ? undefined : overload);
}

const overload = {
  statusCode: 503,
  message: "The server has more to do than it can; try again in a few seconds",
  retryAfterSeconds: 2,
};

interface LoopWatch {
  /** By how much the event loop is late in the mean of the last second, ms. */
  delayMs(): number;
  stop(): void;
}

/** Watches by how much a timer comes late. */
function watchLoop(): LoopWatch {
  let delayMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const sinceMs = nowMs - lastMs;
    lastMs = nowMs;
    delayMs = smooth(delayMs, { lateMs: Math.max(0, sinceMs - EVERY_MS), sinceMs });
  }, EVERY_MS).unref();
  return { delayMs: () => delayMs, stop: () => clearInterval(timer) };
}

/** The mean with what was seen since, which weighs as much as it lasted, yet never so much that one look alone decides. */
function smooth(meanMs: number, seen: { readonly lateMs: number; readonly sinceMs: number }): number {
  return meanMs + (seen.lateMs - meanMs) * Math.min(0.4, seen.sinceMs / OVER_MS);
}
