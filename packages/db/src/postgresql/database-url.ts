const example = "postgresql://user:password@host:5432/database";

/**
 * The servers that a database URL names, a URL for each: several stand with commas between, as libpq has it,
 * `postgresql://user:password@a:5432,b:5432/database?target_session_attrs=read-write`. The password is never repeated.
 * @throws an Error that says what is wrong with the URL, and what would be right
 */
export function serversOf(databaseUrl: string): readonly string[] {
  const [, before = "", hosts = "", after = ""] =
    /^([^:/]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(databaseUrl) ?? [];
  if (!hosts.includes(",")) {
    checkUrl(databaseUrl);
    return [databaseUrl];
  }
  const servers = hosts.split(",").map((host) => before + host + after);
  for (const server of servers) checkUrl(server);
  const asked = new URL(servers[0] ?? "").searchParams.get("target_session_attrs") ?? "read-write";
  if (!["read-write", "primary"].includes(asked)) {
    throw new Error(
      "Of several servers in the database URL the one is used that takes writes: target_session_attrs must be read-write.",
    );
  }
  return servers;
}

function checkUrl(databaseUrl: string): void {
  const url = URL.parse(databaseUrl);
  if (url === null) {
    throw new Error(
      `The database URL cannot be read. It looks like ${example}; in the password, ` +
        "write # / : ? @ [ ] % as %23 %2F %3A %3F %40 %5B %5D %25.",
    );
  }
  if (!["postgresql:", "postgres:"].includes(url.protocol)) {
    throw new Error(
      `The database URL begins with ${url.protocol}; only PostgreSQL's do, such as ${example}.`,
    );
  }
  if (url.pathname.length < 2) throw new Error(`The database URL names no database; one does: ${example}.`);
}

/** Where a server listens, for who is told of it: `host:port`, without who one is there. */
export function placeOf(server: string): string {
  const { hostname, port } = new URL(server);
  return `${hostname}:${port || "5432"}`;
}
