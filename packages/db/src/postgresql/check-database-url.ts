const example = "postgresql://user:password@host:5432/database";

/** Refuses a URL that is none of a PostgreSQL database; never repeats it, for it holds a password. */
export function checkDatabaseUrl(databaseUrl: string): void {
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
