import { BlockList, isIPv6 } from "node:net";
import { networkOf } from "@evalboard/access";
import type { FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { Rule } from "./admission.ts";

/** Who asks, for counting; undefined for who may ask as often as they want. */
type CallerOf = (request: FastifyRequest) => string | undefined;

interface RateLimitOptions {
  readonly callsPerMinute: number;
  readonly callerOf: CallerOf;
  /** How many calls a request is. */
  readonly callsOf: (request: Pick<FastifyRequest, "url">) => number;
}

/** More callers than these, and those that were silent the longest are begun with again. */
const MAX_CALLERS = 20_000;

const MINUTE_MS = 60_000;

/**
 * Lets each caller make `callsPerMinute` calls at once, and then as many a minute, evenly. The generic cell rate algorithm: of a
 * caller one number is kept, the time until which it has used what it may; so a refused call costs it nothing.
 */
export function rateLimit({ callsPerMinute, callerOf, callsOf }: RateLimitOptions): Rule {
  const usedUntilMs = new LRUCache<string, number>({ max: MAX_CALLERS });
  const msPerCall = MINUTE_MS / callsPerMinute;
  return (request) => {
    const caller = callerOf(request);
    if (caller === undefined) return undefined;
    // By a clock that nobody sets.
    const nowMs = performance.now();
    const next = Math.max(usedUntilMs.get(caller) ?? 0, nowMs) + callsOf(request) * msPerCall;
    const aheadMs = next - nowMs;
    if (aheadMs <= MINUTE_MS) {
      usedUntilMs.set(caller, next);
      return undefined;
    }
    return {
      statusCode: 429,
      message: `More than ${callsPerMinute} calls a minute; try again when Retry-After says`,
      retryAfterSeconds: Math.max(1, Math.ceil((aheadMs - MINUTE_MS) / 1_000)),
    };
  };
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** The address, of IPv6 the network that one customer has: who owns one owns all of it. Loopback is nobody. */
export function addressOf({ ip }: Pick<FastifyRequest, "ip">): string | undefined {
  // Of an IPv4 address in IPv6's form too.
  return loopback.check(ip, isIPv6(ip) ? "ipv6" : "ipv4") ? undefined : networkOf(ip);
}
