import { Command } from "commander";
import { z } from "zod";
import { parserOf } from "./command.ts";
import { teach } from "./help.ts";

/** Settings of a server as they were said, by the names that they have in the environment. */
export type BoardSettings = Readonly<Partial<Record<"HOST" | "PORT" | "EVALBOARD_DATA_DIR", string>>>;

/** What serves a board; the command line itself knows no server, who composes it does. */
export interface Boards {
  /**
   * Both settle when the board is served, which goes on until a signal ends the process. `changeTimeZone` says that the server's
   * zone becomes the board's.
   */
  readonly start: (settings: BoardSettings, asked: { readonly changeTimeZone: boolean }) => Promise<void>;
  readonly demo: (settings: BoardSettings) => Promise<void>;
}

const Port = z
  .string()
  .refine(
    (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
    "must be a port, from 0 (any that is free) to 65535",
  );
const Given = z.string().min(1, "must not be empty");

interface StartFlags extends BoardFlags {
  readonly changeTimeZone?: boolean;
}

interface BoardFlags {
  readonly port?: string;
  readonly host?: string;
  readonly dataDir?: string;
}

/** `evalboard demo` */
export function demoCommand({ demo }: Boards): Command {
  const command = new Command("demo").description("serve a board with half a year of demo data");
  addBoardOptions(command, ".evalboard-demo in the current one");
  return teach(command, {
    about: demoHelp,
    examples: [
      ["evalboard demo", "at http://127.0.0.1:4400"],
      ["evalboard demo --port 0", "at any port that is free; it says which"],
    ],
    page: "docs/installing.md",
  }).action((flags: BoardFlags) => demo(settingsOf(flags)));
}

/** `evalboard start` */
export function startCommand({ start }: Boards): Command {
  const command = new Command("start").description("serve your own board, empty at first");
  addBoardOptions(command, "EVALBOARD_DATA_DIR, else .evalboard in the current one").option(
    "--change-time-zone",
    "make EVALBOARD_TIME_ZONE the zone of a board that has another one",
  );
  return teach(command, {
    about: startHelp,
    examples: [
      ["evalboard start", "at http://127.0.0.1:4400, data in .evalboard"],
      ["evalboard start --data-dir ~/evals", "another board, in a folder of its own"],
      ["DATABASE_URL=postgresql://… evalboard start", "on your PostgreSQL"],
    ],
    page: "docs/operating.md",
  }).action(({ changeTimeZone = false, ...flags }: StartFlags) =>
    start(settingsOf(flags), { changeTimeZone }),
  );
}

function addBoardOptions(command: Command, dataDir: string): Command {
  return command
    .option("--port <number>", "where it listens (or set PORT; 4400)", parserOf(Port))
    .option("--host <address>", "the address that it listens at (or set HOST; 127.0.0.1)", parserOf(Given))
    .option("--data-dir <folder>", `the folder of its data (${dataDir})`, parserOf(Given));
}

function settingsOf({ port, host, dataDir }: BoardFlags): BoardSettings {
  return {
    ...(port === undefined ? {} : { PORT: port }),
    ...(host === undefined ? {} : { HOST: host }),
    ...(dataDir === undefined ? {} : { EVALBOARD_DATA_DIR: dataDir }),
  };
}

const demoHelp = `
The data is made up, and lies apart from that of your own board. It is made the first time, and brought up to
today each time. Stop it with Ctrl+C; to be rid of it, delete the folder.
`;

const startHelp = `
It creates its data folder and brings an older one up to date. With DATABASE_URL it works on your PostgreSQL (15 or
newer) instead. Settings are environment variables, or lines of a file .env in the current folder; what is said here
goes before them. On 127.0.0.1 it asks nobody for a key; where others can reach it, it asks for one, and wants
EVALBOARD_ADMIN_KEY to start. Stop it with Ctrl+C.
`;
