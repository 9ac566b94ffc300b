import { BlockList, isIPv6 } from "node:net";
import type { FastifyRequest } from "fastify";
import { Lru } from "toad-cache";
import type { Rule } from "./admission.ts";

/** Who asks, for counting; undefined for who may ask as often as they want. */
type CallerOf = (request: FastifyRequest) => string | undefined;

interface RateLimitOptions {
  readonly callsPerMinute: number;
  readonly callerOf: CallerOf;
  /** How many calls a request is. */
  readonly callsOf: (request: Pick<FastifyRequest, "url">) => number;
}

/** More callers than these in one minute, and those that were silent the longest are begun with again. */
const MAX_CALLERS = 20_000;

const MINUTE_MS = 60_000;

/**
 * Lets each caller make `callsPerMinute` calls at once, and then as many a minute, evenly. The generic cell rate algorithm: of a
 * caller one number is kept, the time until which it has used what it may; so a refused call costs it nothing.
 */
export function rateLimit({ callsPerMinute, callerOf, callsOf }: RateLimitOptions): Rule {
  const usedUntilMs = new Lru<number>(MAX_CALLERS, MINUTE_MS);
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
  if (!isIPv6(ip)) return loopback.check(ip) ? undefined : ip;
  const ipv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (ipv4 !== undefined) return addressOf({ ip: ipv4 });
  if (loopback.check(ip, "ipv6")) return undefined;
  const [head = [], tail = []] = ip
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}
