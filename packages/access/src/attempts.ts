import { isIPv4 } from "node:net";
import { LRUCache } from "lru-cache";

/** So many failures within the window, and an address has to wait until it is over. */
const MAX_FAILURES = 10;
const WINDOW_MS = 10 * 60_000;

/** Addresses that are remembered; beyond them the one that failed longest ago is forgotten. */
const MAX_ADDRESSES = 10_000;

/** Failures to come in, counted by address. */
export interface Attempts {
  /** Counts one. Gives whether it is the one after which the address has to wait. */
  fail(address: string): boolean;
  /** How long the address has to wait, s; undefined where it does not. */
  waitSeconds(address: string): number | undefined;
}

/** `now` is any clock in ms that only goes on. */
export function createAttempts(now: () => number = () => performance.now()): Attempts {
  const failures = new LRUCache<string, number>({
    max: MAX_ADDRESSES,
    ttl: WINDOW_MS,
    // The window begins with the first failure, and ends however many follow.
    noUpdateTTL: true,
    perf: { now },
    ttlResolution: 0,
  });
  return {
    fail: (address) => {
      const network = networkOf(address);
      const count = (failures.get(network) ?? 0) + 1;
      failures.set(network, count);
      return count === MAX_FAILURES;
    },
    waitSeconds: (address) => {
      const network = networkOf(address);
      if ((failures.get(network) ?? 0) < MAX_FAILURES) return undefined;
      return Math.max(1, Math.ceil(failures.getRemainingTTL(network) / 1_000));
    },
  };
}

/** What one stranger has to himself: an IPv4 address, however it is written, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const mapped = address.replace(/^::ffff:/i, "");
  if (isIPv4(mapped)) return mapped;
  const [head = [], tail = []] = address
    .toLowerCase()
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  const groups = [...head, ...zeros, ...tail].map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.slice(0, 4).join(":")}::/64`;
}
