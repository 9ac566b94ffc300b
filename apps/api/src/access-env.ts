import { BlockList, isIP } from "node:net";
import { Scope } from "@evalboard/contract";
import { z } from "zod";

/** Several with commas between. */
const list = (isOne: (text: string) => boolean, message: string) =>
  z
    .string()
    .transform((text) => text.split(",").map((one) => one.trim()))
    .refine((all) => all.every(isOne), message);

const Hosts = list(
  (host) => /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/i.test(host),
  "must be names such as evalboard.example.com, without scheme, port or path, several with commas between",
).transform((hosts) => hosts.map((host) => host.toLowerCase()));

const Peers = list(
  (peer) => isPeer(peer),
  "must be addresses such as 10.0.0.5 or networks such as 10.0.0.0/8, several with commas between",
);

function isPeer(text: string): boolean {
  const [address = "", prefix = "0", ...rest] = text.split("/");
  const bits = isIP(address) === 6 ? 128 : 32;
  return rest.length === 0 && isIP(address) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

const keyWords = "must be 32 to 200 random characters without spaces, such as from: openssl rand -base64 32";

/** Long and random, however it was made: it is stored by a fast hash. */
const AdminKey = z
  .string()
  .regex(/^[\x21-\x7e]{32,200}$/, keyWords)
  .refine((key) => new Set(key).size >= 12, keyWords);

/** Who may come in: docs/access.md. */
export const accessEnv = {
  EVALBOARD_ADMIN_KEY: AdminKey.optional(),
  REQUIRE_KEY: z.enum(["true", "false"], "must be true or false").default("false"),
  ALLOWED_HOSTS: Hosts.optional(),
  TRUSTED_PROXY: Peers.optional(),
  TRUSTED_PROXY_USER_HEADER: z
    .string()
    .regex(/^[a-z0-9-]+$/i, "must be the name of a header, such as x-forwarded-user")
    .transform((name) => name.toLowerCase())
    .refine((name) => !["authorization", "cookie", "host", "origin"].includes(name), "must be another header")
    .optional(),
  TRUSTED_PROXY_SCOPES: z
    .string()
    .transform((text) => text.split(",").map((scope) => scope.trim()))
    .pipe(z.array(Scope))
    .default(["read"]),
};

const AccessEnv = z.object(accessEnv);
type AccessEnv = z.infer<typeof AccessEnv> & {
  readonly HOST: string;
  readonly CORS_ORIGINS?: readonly string[] | undefined;
};

/** A reverse proxy whose word is taken. */
export interface TrustedProxy {
  readonly addresses: readonly string[];
  /** Whether a peer is the proxy. */
  readonly trusts: (address: string | undefined) => boolean;
  /** The header in which it names who it has let in, in lower case, and what they may. */
  readonly userHeader: string | undefined;
  readonly scopes: readonly Scope[];
}

/** Who may come in, as the settings have it. */
export interface Admission {
  /** Whether others can reach the server, so that it asks for a key. */
  readonly keysAsked: boolean;
  /** The names under which it answers, in lower case; undefined where any will do. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** Whether its own computer alone can reach it. */
  readonly isLoopback: boolean;
  readonly corsOrigins: readonly string[];
  readonly proxy: TrustedProxy | undefined;
}

const loopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

/** What the settings mean for who may come in. */
export function admissionOf(env: AccessEnv): Admission {
  const { HOST, ALLOWED_HOSTS: allowed = [], TRUSTED_PROXY: addresses, REQUIRE_KEY, CORS_ORIGINS } = env;
  const isLoopback = HOST === "localhost" || HOST === "::1" || /^127(\.\d{1,3}){3}$/.test(HOST);
  const own = HOST.includes(":") ? `[${HOST}]` : HOST;
  const isReached = !isLoopback || addresses !== undefined || allowed.some((host) => !isLoopbackHost(host));
  return {
    keysAsked: isReached || REQUIRE_KEY === "true",
    hosts: isLoopback || allowed.length > 0 ? new Set([...loopbackHosts, own, ...allowed]) : undefined,
    isLoopback,
    corsOrigins: CORS_ORIGINS ?? [],
    proxy: addresses && {
      addresses,
      trusts: peersOf(addresses),
      userHeader: env.TRUSTED_PROXY_USER_HEADER,
      scopes: env.TRUSTED_PROXY_SCOPES,
    },
  };
}

const isLoopbackHost = (host: string) => loopbackHosts.includes(host) || /^127(\.\d{1,3}){3}$/.test(host);

function peersOf(addresses: readonly string[]): TrustedProxy["trusts"] {
  const peers = new BlockList();
  for (const peer of addresses) {
    const [address = "", prefix] = peer.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) peers.addAddress(address, family);
    else peers.addSubnet(address, Number(prefix), family);
  }
  // An IPv4 peer of a socket for both comes as ::ffff:10.0.0.5, which the list knows.
  return (address) => address !== undefined && peers.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
