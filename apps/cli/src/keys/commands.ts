import { EvalBoardError } from "@evalboard/client";
import {
  type ApiKey,
  type AuditPage,
  type CreatedKey,
  CreateKey,
  type ListAudit,
  type RevokeKey,
  Scope,
} from "@evalboard/contract";
import { Command, InvalidArgumentError, Option } from "commander";
import { addServerOption, attempt, type CommandDeps, parserOf, type ServerFlags } from "../command.ts";
import { CommandFault } from "../faults.ts";
import { type Example, teach } from "../help.ts";
import { inTime } from "../names/commands.ts";
import { formatJson, writeLine, writeLines } from "../output.ts";
import { addTag, type Tags } from "../tags.ts";
import { describeEntry, describeKey } from "./describe.ts";

type CallOptions = ReturnType<typeof inTime>;

/** What the commands on keys and on the audit log need of a client. */
export interface KeysClient {
  readonly keys: {
    readonly list: { query(input: undefined, options: CallOptions): Promise<ApiKey[]> };
    readonly create: { mutate(input: CreateKey, options: CallOptions): Promise<CreatedKey> };
    readonly revoke: { mutate(input: RevokeKey, options: CallOptions): Promise<ApiKey> };
  };
  readonly audit: {
    readonly list: { query(input: ListAudit, options: CallOptions): Promise<AuditPage> };
  };
}

type Deps = CommandDeps<KeysClient>;

interface Flags extends ServerFlags {
  readonly json?: true;
}

interface CreateFlags extends Flags {
  readonly scope: CreateKey["scopes"];
  readonly label?: string;
  readonly tag?: Tags;
  readonly expires?: string;
}

/** `evalboard keys` */
export function keysCommand(deps: Deps): Command {
  const command = new Command("keys").description("who may come in by a key");
  return teach(command, {
    examples: [
      ["evalboard keys", "the keys that there are"],
      ["evalboard keys create ci --scope ingest", "one that records runs"],
      ["evalboard keys revoke ci", "ends it at once"],
    ],
    page: "docs/access.md",
  })
    .addCommand(createCommand(deps))
    .addCommand(listCommand(deps), { isDefault: true })
    .addCommand(revokeCommand(deps));
}

const makeCommand = (name: string, about: string, { env }: Deps): Command =>
  addServerOption(
    new Command(name).description(about).option("--json", "print the server's reply as it is"),
    env,
  );

const manual = "docs/access.md";

const lesson = {
  about: `
The secret is the one line on stdout, and is shown this once. A key with a label or tags records and reads runs of
these alone.`,
  examples: [
    [
      "evalboard keys create ci --scope ingest --scope read --expires 90d",
      "for a job that imports and gates",
    ],
    ["evalboard keys create team --scope read --label main", "shows the runs with that label alone"],
    ["EVALBOARD_KEY=$(evalboard keys create laptop --scope read) evalboard stats 7d", "uses it at once"],
  ],
  page: manual,
} as const;

/** `evalboard keys create NAME` */
function createCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  return teach(makeCommand("create", "make a key, and show its secret once", deps), lesson)
    .argument("<name>", "what it is for, such as ci", parserOf(CreateKey.shape.name))
    .addOption(scopeOption())
    .option("--label <label>", "the label that its runs have", parserOf(CreateKey.shape.label.unwrap()))
    .option("--tag <name=value>", "a tag that its runs have; may be said several times", addTag)
    .option("--expires <when>", "days from now, such as 90d, or a date such as 2027-01-31", parseEnd)
    .action((name: string, { url, json, scope, label, tag, expires }: CreateFlags) =>
      attempt(deps, { url, before: "no key was made: " }, async () => {
        const asked = {
          name,
          scopes: scope,
          ...(label !== undefined && { label }),
          ...(tag !== undefined && { tags: tag }),
          ...(expires !== undefined && { expiresAt: expires }),
        };
        const made = await clientAt(url).keys.create.mutate(asked, inTime());
        if (json) output.stdout.write(formatJson(made));
        else {
          writeLines(output.stderr, [describeKey(made.key), "This is its secret, shown this once:"]);
          writeLine(output.stdout, made.secret);
        }
      }),
    );
}

/** The scopes stand in the option itself, so that a shell can complete them. */
function scopeOption(): Option {
  const option = new Option("--scope <scope>", "what it may do; may be said several times");
  option.choices(Scope.options).argParser(addScope).makeOptionMandatory();
  return option;
}

const parseScope = parserOf(Scope);

function addScope(text: string, before: CreateKey["scopes"] = []): CreateKey["scopes"] {
  return [...before, parseScope(text)];
}

const DAY_MS = 24 * 3_600_000;

/** When a key ends; a date means its first moment in UTC. */
function parseEnd(text: string): string {
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
  const at = days === undefined ? Date.parse(text) : Date.now() + Number(days) * DAY_MS;
  if (Number.isNaN(at)) throw new InvalidArgumentError("It must be such as 90d or 2027-01-31.");
  return new Date(at).toISOString();
}

/** `evalboard keys list` */
function listCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const command = makeCommand("list", "the keys that there are, the newest first", deps);
  const examples: readonly Example[] = [
    ["evalboard keys list", "a key a line; never its secret"],
    ["evalboard keys list --json", "the same for a program"],
  ];
  return teach(command, { examples, page: manual }).action(({ url, json }: Flags) =>
    attempt(deps, { url }, async () => {
      const keys = await clientAt(url).keys.list.query(undefined, inTime());
      if (json) output.stdout.write(formatJson(keys));
      else writeLines(output.stdout, keys.map(describeKey));
      if (keys.length === 0) writeLine(output.stderr, "there are no keys");
    }),
  );
}

/** `evalboard keys revoke KEY` */
function revokeCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const command = makeCommand("revoke", "have a key, and every sign-in by it, end at once", deps);
  const examples: readonly Example[] = [
    ["evalboard keys revoke ci", "by its name"],
    ["evalboard keys revoke evb_k3v9q2xw", "by what it begins with, where several have that name"],
  ];
  return teach(command, { examples, page: manual })
    .argument("<key>", "what it begins with, such as evb_k3v9q2xw, its id, or its name where no other has it")
    .action((named: string, { url, json }: Flags) =>
      attempt(deps, { url, before: "not revoked: " }, async () => {
        const { keys } = clientAt(url);
        const keyId = findKey(await keys.list.query(undefined, inTime()), named);
        const revoked = await keys.revoke.mutate({ keyId }, inTime()).catch(throwConflict);
        if (json) output.stdout.write(formatJson(revoked));
        else writeLine(output.stdout, `revoked: ${describeKey(revoked)}`);
      }),
    );
}

/** In the server's own words: those of `attempt` are of runs. */
function throwConflict(error: unknown): never {
  throw error instanceof EvalBoardError && error.kind === "conflict"
    ? new CommandFault(error.message)
    : error;
}

function findKey(keys: readonly ApiKey[], named: string): string {
  const exact = keys.filter(({ id, prefix }) => id === named || prefix === named);
  const working = keys.filter(({ name, revokedAt }) => name === named && revokedAt === null);
  const [found, ...others] = exact.length > 0 ? exact : working;
  if (!found) throw new CommandFault(`no key is called ${JSON.stringify(named)}; evalboard keys list`);
  if (others.length > 0)
    throw new CommandFault(`several keys are called ${JSON.stringify(named)}; say what one begins with`);
  return found.id;
}

/** `evalboard audit` */
export function auditCommand(deps: Deps): Command {
  const { output, clientAt } = deps;
  const about = "who deleted, renamed, described or rebuilt what, the newest first";
  const examples: readonly Example[] = [
    ["evalboard audit", "the last 50 entries"],
    ["evalboard audit --limit 5 --json", "the last five, for a program"],
  ];
  return teach(makeCommand("audit", about, deps), { examples, page: manual })
    .option("--limit <entries>", "how many, at most 100", Number, 50)
    .action(({ url, json, limit }: Flags & { limit: number }) =>
      attempt(deps, { url }, async () => {
        const page = await clientAt(url).audit.list.query({ limit }, inTime());
        if (json) output.stdout.write(formatJson(page));
        else writeLines(output.stdout, page.entries.map(describeEntry));
        if (page.entries.length === 0) writeLine(output.stderr, "nothing was changed yet");
      }),
    );
}
