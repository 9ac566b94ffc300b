import type { Actor, AuditLog, Caller, Deed, KeyStore } from "@evalboard/access";
import type { CallerState, DemoStatus, SignIn, TestedWebhook } from "@evalboard/contract";
import type { FactKeeper } from "@evalboard/facts";
import type { ItemReader, NameStore, RunStore } from "@evalboard/runs";
import type { StatsReader } from "@evalboard/stats";
import type { SettingStore, ViewStore } from "@evalboard/team";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { requireAccess } from "./access-rule.ts";
import { boundTo } from "./bound.ts";
import type { Meta } from "./rest.ts";

/** What a procedure may call: narrow interfaces, since what is in here lands in the published types. */
export interface Context {
  readonly stats: StatsReader;
  readonly runs: RunStore;
  readonly items: ItemReader;
  readonly names: NameStore;
  readonly facts: FactKeeper;
  readonly views: ViewStore;
  readonly settings: BoardSettings;
  readonly demo: DemoOnBoard;
  readonly keys: KeyStore;
  readonly audit: Pick<AuditLog, "list">;
  /** Of the request that asks: its cookie is set and taken away. */
  readonly session: {
    get(): Promise<CallerState>;
    signIn(by: z.output<typeof SignIn>): Promise<CallerState>;
    signOut(): Promise<CallerState>;
  };
  /** Who asks; null where nobody knows. */
  readonly caller: Caller | null;
  /** The same as the audit log has it. */
  readonly actor: Actor;
  /** Puts into the audit log what the caller has done. Never rejects: it is done by then. */
  readonly note: (deed: Deed) => Promise<void>;
  /** What a caller is told of an error that a service threw; undefined where nobody expected it. */
  readonly faultOf: (error: unknown) => Fault | undefined;
  /** Does each call: for who limits, counts or traces calls. */
  readonly around?: DoCall;
  /** Stands in the answer's `x-request-id` and in the log. */
  readonly requestId: string;
}

/** How the board is set, and the way to try where alerts go. */
export interface BoardSettings extends Pick<SettingStore, "get" | "change"> {
  /** Posts a message that says it is a test. Rejects where there is no webhook; what keeps it from arriving is told. */
  testWebhook(): Promise<TestedWebhook>;
}

/** Made-up runs on a board of one's own. */
export interface DemoOnBoard {
  status(): Promise<DemoStatus>;
  load(): Promise<DemoStatus>;
  remove(): Promise<DemoStatus>;
}

/** Does a call of a procedure, once or again, and gives what that gives; the call rejects with a `TRPCError`. */
export type DoCall = <Result>(procedure: ProcedureCalled, call: () => Promise<Result>) => Promise<Result>;

interface ProcedureCalled {
  /** Such as `stats.get`. */
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
}

/** An error of a service in the contract's terms. */
export interface Fault {
  readonly code: "BAD_REQUEST" | "NOT_FOUND" | "CONFLICT" | "SERVICE_UNAVAILABLE";
  /** What is wrong, and what would be right. */
  readonly message: string;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      message: messageFor(error, ctx?.requestId ?? "unknown"),
    }),
  });

export const router = t.router;

/**
 * Every procedure starts here, each call of a batch by itself: only who may call it comes in, a caller who is bound to some
 * runs has services that know no others, and errors of the services become the contract's error codes.
 */
export const procedure = t.procedure.use(({ ctx, path, type, meta, next, getRawInput }) => {
  const call = async () => {
    requireAccess(ctx.caller, path, meta?.access);
    // What cannot be read is told of where it is needed.
    const sent = await getRawInput().catch(() => undefined);
    if (hasPrototypeKey(sent)) throw new TRPCError(prototypeKey);
    const binding = ctx.caller?.binding;
    const result = await next({ ctx: binding ? boundTo(binding, ctx) : {} });
    if (result.ok) return result;
    const { cause } = result.error;
    const fault = ctx.faultOf(cause);
    throw fault ? new TRPCError({ ...fault, cause }) : result.error;
  };
  return ctx.around ? ctx.around({ path, type }, call) : call();
});

/**
 * Has tRPC read the schema synchronously: asked to await, zod does not use the reader that it compiles, and takes two to three times as long. Nothing in the schema may be
 * asynchronous.
 */
export function readAtOnce<Schema extends z.ZodType>(schema: Schema): Schema {
  const read = schema.clone();
  read.parseAsync = async (value, params) => read.parse(value, params);
  return read;
}

const prototypeKey = {
  code: "BAD_REQUEST",
  message: "__proto__: must not be a key, of tags and metrics neither; take another name",
} as const;

/** Whether a key anywhere in what was sent is `__proto__`, which zod would leave out in silence. */
function hasPrototypeKey(sent: unknown): boolean {
  // Not by recursion: a text of some kB nests deeper than a stack.
  const open: unknown[] = [sent];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    if (Object.hasOwn(value, "__proto__")) return true;
    for (const member of Object.values(value)) if (typeof member === "object") open.push(member);
  }
  return false;
}

/** Notes what was done, once it is. */
export async function noted<Result>(
  { note }: Pick<Context, "note">,
  done: Promise<Result>,
  deedOf: (result: Result) => Deed | undefined,
): Promise<Result> {
  const result = await done;
  const deed = deedOf(result);
  if (deed) await note(deed);
  return result;
}

/** What a caller may read of an error: of an unexpected one only the id under which the log has it. */
function messageFor(error: TRPCError, requestId: string): string {
  if (error.code === "INTERNAL_SERVER_ERROR") return `Internal error (request ${requestId})`;
  return error.cause instanceof z.ZodError ? describeIssues(error.cause) : error.message;
}

/** Each fault with the field that it is in, such as `results[3].score: Too big: expected number to be <=1`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .flatMap(ofNearestBranch)
    .map(({ path, message }) => `${path.length === 0 ? "input" : z.core.toDotPath(path)}: ${message}`)
    .join("; ");
}

/** Of a field that may be one of several things, what is wrong with the one that it comes nearest to. */
function ofNearestBranch(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const depthOf = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map(({ path }) => path.length));
  const [nearest] = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a));
  if (!nearest || nearest.length === 0) return [issue];
  return nearest.flatMap((one) => ofNearestBranch({ ...one, path: [...issue.path, ...one.path] }));
}
