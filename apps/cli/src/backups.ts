import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatCounted } from "@evalboard/format";
import { Command } from "commander";
import { z } from "zod";
import type { BoardSettings } from "./board-commands.ts";
import { attempt, type CommandDeps, parserOf } from "./command.ts";
import { ServerUrl } from "./env.ts";
import { CommandFault, serverFault, ServerUnreachable } from "./faults.ts";
import { teach } from "./help.ts";
import { formatJson, isOfFiles, writeLine } from "./output.ts";

/** What a backup holds. */
interface Summary {
  /** ISO 8601 UTC. */
  readonly madeAt: string;
  readonly runs: number;
  readonly results: number;
}

/** What reads and writes whole boards; like what serves them, it is given by who composes the program. */
export interface BoardFiles {
  /** Backs up the board of the settings where no server has it open. */
  readonly backup: (file: string, settings: BoardSettings) => Promise<LocalBackup>;
  /** Throws where the file is no whole backup. */
  readonly check: (file: string) => Promise<Summary>;
  readonly restore: (file: string, replace: boolean, settings: BoardSettings) => Promise<Restored>;
  readonly move: (to: string | undefined, settings: BoardSettings) => Promise<Moved>;
}

type LocalBackup =
  | { readonly kind: "written"; readonly place: string; readonly summary: Summary }
  | { readonly kind: "in use"; readonly pid: number | undefined; readonly message: string }
  | { readonly kind: "none"; readonly folder: string };

interface Restored {
  readonly place: string;
  readonly summary: Summary;
  readonly aside: string | null;
}

interface Moved {
  readonly folder: string;
  readonly runs: number;
  readonly results: number;
  readonly rows: number;
}

type Deps = Pick<CommandDeps<unknown>, "env" | "output" | "exitWith"> & { readonly files: BoardFiles };

interface FolderFlags {
  readonly dataDir?: string;
  readonly json?: true;
}
interface BackupFlags extends FolderFlags {
  readonly url?: string;
}
interface RestoreFlags extends FolderFlags {
  readonly replace?: true;
}
interface MoveFlags extends FolderFlags {
  readonly to?: string;
}

const Given = z.string().min(1, "must not be empty");
const addFolderOption = (command: Command) =>
  command
    .option(
      "--data-dir <folder>",
      "the folder of the board's data (EVALBOARD_DATA_DIR, else .evalboard in the current one)",
      parserOf(Given),
    )
    .option("--json", "print what was done as one JSON document");
const settingsOf = ({ dataDir }: FolderFlags): BoardSettings =>
  dataDir === undefined ? {} : { EVALBOARD_DATA_DIR: dataDir };

const page = "docs/backups.md";

/** What `--json` says of a backup; `Summary` may grow. */
const held = ({ madeAt, runs, results }: Summary) => ({ madeAt, runs, results });

const describe = ({ runs, results }: Pick<Summary, "runs" | "results">) =>
  `${formatCounted(runs, "run")} with ${formatCounted(results, "result")}`;

/** `evalboard backup FILE` */
export function backupCommand(deps: Deps): Command {
  const { env, output } = deps;
  const command = new Command("backup")
    .description("write the whole board to a file, while the server goes on")
    .argument("<file>", "where to; it is there once it is whole")
    .option("--url <address>", "ask this server (or set EVALBOARD_URL)", parserOf(ServerUrl));
  return teach(addFolderOption(command), {
    about: backupHelp,
    examples: [
      ["evalboard backup board.evb", "of the board in this folder, or of the server"],
      ["evalboard backup board.evb --url https://board.example", "of a server elsewhere"],
      ["evalboard backup board.evb --data-dir ~/evals", "of the board in another folder"],
    ],
    page,
  }).action((name: string, flags: BackupFlags) =>
    attempt(deps, { url: flags.url ?? env.serverUrl, before: "no backup was made: " }, async () => {
      const file = resolve(env.callerDir, name);
      const { place, summary } = await backUp(deps, file, flags);
      if (flags.json) output.stdout.write(formatJson({ file, place, ...held(summary) }));
      else writeLine(output.stdout, `${name}: ${describe(summary)} of ${place}, as of ${summary.madeAt}`);
    }),
  );
}

const backupHelp = `
The folder is opened where no server has it open; else the server makes the backup, which its admin key lets it be asked
for (EVALBOARD_KEY). With DATABASE_URL the board of that PostgreSQL is backed up, and pg_dump does as well.
It holds everything: answers, texts, names, and who may come in. Bring it back with \`evalboard restore FILE\`.
`;

async function backUp({ env, files }: Deps, file: string, flags: BackupFlags) {
  if (flags.url !== undefined) return fetchBackup(files, file, { url: flags.url, key: env.key });
  const local = await locally(() => files.backup(file, settingsOf(flags)));
  if (local.kind === "written") return local;
  const server = { url: env.serverUrl, key: env.key };
  if (local.kind === "in use") {
    return unlessAway(
      () => fetchBackup(files, file, { ...server, pid: local.pid }),
      `${local.message.replace(/ Stop it.*/s, "")} Its address is not ${server.url}: say it by --url, or stop it.`,
    );
  }
  if (flags.dataDir !== undefined) throw new CommandFault(`there is no board in ${local.folder}`);
  return unlessAway(
    () => fetchBackup(files, file, server),
    `there is no board in ${local.folder}, and no server at ${server.url}; say --data-dir or --url`,
  );
}

async function unlessAway<T>(ask: () => Promise<T>, message: string): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof ServerUnreachable ? new CommandFault(message, { cause: error }) : error;
  }
}

interface Asked {
  readonly url: string;
  readonly key: string | undefined;
  /** The process that it has to be, where that is known. */
  readonly pid?: number | undefined;
}

const Refused = z.object({ message: z.string() });

/** Has a server make the backup; the file is there once it was looked through. */
async function fetchBackup(files: BoardFiles, file: string, { url, key, pid }: Asked) {
  const answer = await fetch(`${url.replace(/\/$/, "")}/api/backup`, {
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  }).catch((error: unknown) => {
    throw serverFault(error, url);
  });
  if (!answer.ok || answer.body === null) {
    const refused = Refused.safeParse(await answer.json().catch(() => null)).data;
    throw new CommandFault(`the server answered ${answer.status}${refused ? `: ${refused.message}` : ""}`);
  }
  const answering = answer.headers.get("evalboard-process");
  if (answering === null)
    throw new CommandFault(`what answers at ${url} is no EvalBoard server of this version`);
  if (pid !== undefined && Number(answering) !== pid) {
    await answer.body.cancel();
    throw new CommandFault(
      `the server at ${url} is process ${answering}, and process ${pid} has the folder open; say its address by --url`,
    );
  }
  const partial = `${file}.part`;
  try {
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(partial, { mode: 0o600, flush: true }));
    const summary = await locally(() => files.check(partial));
    await rename(partial, file);
    return { place: `the server at ${url}`, summary };
  } catch (error) {
    await rm(partial, { force: true });
    if (error instanceof CommandFault || isOfFiles(error)) throw error;
    throw new CommandFault(`the server at ${url} broke off; nothing was kept`, { cause: error });
  }
}

/** `evalboard restore FILE` */
export function restoreCommand(deps: Deps): Command {
  const { env, output, files } = deps;
  const command = new Command("restore")
    .description("make a board from a backup")
    .argument("<file>", "what `evalboard backup` has written")
    .option("--replace", "put the board aside that is in the folder; it is kept beside");
  return teach(addFolderOption(command), {
    about: restoreHelp,
    examples: [
      ["evalboard restore board.evb", "into this folder, where there is no board yet"],
      ["evalboard restore board.evb --replace", "puts the board aside that is there"],
    ],
    page,
  }).action((name: string, flags: RestoreFlags) =>
    attempt(deps, { url: env.serverUrl, before: "nothing was restored: " }, async () => {
      const file = resolve(env.callerDir, name);
      const restored = await locally(() => files.restore(file, flags.replace === true, settingsOf(flags)));
      const { place, aside, summary } = restored;
      if (flags.json) output.stdout.write(formatJson({ place, aside, ...held(summary) }));
      else writeLine(output.stdout, `${place}: ${describe(summary)}, as of ${summary.madeAt}`);
      if (aside !== null)
        writeLine(flags.json ? output.stderr : output.stdout, `what was there is kept in ${aside}`);
    }),
  );
}

const restoreHelp = `
The file is read to its end first: one that is damaged or of another program changes nothing. A backup of an older version is
brought up to date. Stop the server before. With DATABASE_URL it is restored into that PostgreSQL, which must be
empty; what pg_dump wrote is pg_restore's.
`;

/** `evalboard move` */
export function moveCommand(deps: Deps): Command {
  const { env, output, files } = deps;
  const command = new Command("move")
    .description("take the board from its data folder to a PostgreSQL")
    .option(
      "--to <url>",
      "an empty database, postgresql://user:password@host:5432/database (or set DATABASE_URL)",
    );
  return teach(addFolderOption(command), {
    about: moveHelp,
    examples: [
      ["evalboard move --to postgresql://user:password@host:5432/evals", "the board in this folder"],
      ["DATABASE_URL=postgresql://… evalboard move --data-dir ~/evals", "that in another folder"],
    ],
    page,
  }).action((flags: MoveFlags) =>
    attempt(deps, { url: env.serverUrl, before: "nothing was moved: " }, async () => {
      const { folder, runs, results, rows } = await locally(() => files.move(flags.to, settingsOf(flags)));
      if (flags.json) output.stdout.write(formatJson({ folder, runs, results, rows }));
      else {
        const compared = `${formatCounted(rows, "row")} in all were compared, and are the same`;
        writeLine(output.stdout, `${describe({ runs, results })} moved; ${compared}`);
      }
      writeLine(
        output.stderr,
        `Start the server with DATABASE_URL from now on; ${folder} stays as it was, delete it once all is well.`,
      );
    }),
  );
}

const moveHelp = `
Stop the server before. Every row is read back and compared before anything is kept: all of it is there, or nothing. Where it is
broken off, give the same command again.
`;

/** Does what needs no server; whatever it throws is said as it is. */
async function locally<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isOfFiles(error) ? error : new CommandFault(wordsOf(error), { cause: error });
  }
}

/** A refused connection to several addresses has no message of its own. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(wordsOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
