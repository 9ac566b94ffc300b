import type { lookup, LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Finds the addresses of a host, as `dns.lookup` does. */
export type Resolve = typeof lookup;

/**
 * Whether an IP address is one of the internet at large: not this machine, its network, another private one, what a cloud
 * tells its machines of themselves (169.254.169.254), nor an IPv6 address that stands for such a one.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/** Whether a URL says by itself that it leads to no public address; a name's addresses are looked up when it is called. */
export function isPrivateUrl(url: string): boolean {
  const host = hostOf(new URL(url));
  return (
    host === "localhost" || host.endsWith(".localhost") || (ipaddr.isValid(host) && !isPublicAddress(host))
  );
}

/** The host of a URL, an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

/**
 * Looks a host up for a connection, and fails where any of its addresses is not public. The connection goes to what was
 * looked at, so a name that says another address the next time (DNS rebinding) gains nothing.
 */
export function lookupPublic(resolve: Resolve): LookupFunction {
  return (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return found(error, []);
      const fault = addresses.length === 0 ? `${host} has no address` : refusalOf(host, addresses);
      if (fault !== undefined) return found(new Error(fault), []);
      return found(null, addresses);
    });
  };
}

function refusalOf(host: string, addresses: readonly LookupAddress[]): string | undefined {
  const refused = addresses.find(({ address }) => !isPublicAddress(address));
  return refused && privateWords(`${host} (${refused.address})`);
}

/** Why a host is not called. */
export const privateWords = (host: string): string =>
  `${host} is not a public address: ALERT_WEBHOOK_ALLOW_PRIVATE=true lets alerts go there`;
