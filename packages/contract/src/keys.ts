import { z } from "zod";
import { Instant, Name, SentInstant, Tags } from "./values.ts";
import { callerKinds, MAX_PAGE, MAX_SECRET_LENGTH, scopes } from "./words.ts";

/** `read` reads, `ingest` records, `admin` does both and deletes, renames, rebuilds, and makes keys. */
export const Scope = z.enum(scopes);
export type Scope = z.infer<typeof Scope>;

/** Tags as they are sent. */
const SentTags = z.record(z.string(), z.string());

/** A key as it is listed: its secret is nowhere, its `prefix` tells it from others. */
export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** What the secret begins with, such as `evb_k3v9q2xw`. */
  prefix: z.string(),
  scopes: z.array(Scope),
  /** The runs that it is bound to: those with this label and each of these tags. Null and empty where it is bound to none. */
  label: z.string().nullable(),
  tags: SentTags,
  createdAt: SentInstant,
  /** Null where it goes on until it is revoked. */
  expiresAt: SentInstant.nullable(),
  /** To the minute; null where it never was. */
  lastUsedAt: SentInstant.nullable(),
  revokedAt: SentInstant.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** A key to be made. With a label or tags it records and reads runs of these alone. */
export const CreateKey = z
  .strictObject({
    name: Name,
    scopes: z.array(Scope).min(1, "must have at least one of read, ingest, admin").max(scopes.length),
    label: Name.optional(),
    tags: Tags.optional(),
    expiresAt: Instant.optional(),
  })
  .refine(({ scopes: given, label, tags = {} }) => !given.includes("admin") || isFree(label, tags), {
    path: ["scopes"],
    error: "must be read and ingest alone where a label or tags are given: an admin key may all",
  });
export type CreateKey = z.input<typeof CreateKey>;

const isFree = (label: string | undefined, tags: Tags) =>
  label === undefined && Object.keys(tags).length === 0;

/** `secret` is shown this once: the server keeps its hash alone. */
export const CreatedKey = z.object({ key: ApiKey, secret: z.string() });
export type CreatedKey = z.infer<typeof CreatedKey>;

export const RevokeKey = z.strictObject({ keyId: z.uuid() });
export type RevokeKey = z.infer<typeof RevokeKey>;

/** Who asks. */
const Caller = z.object({
  kind: z.enum(callerKinds),
  /** The key's, or that of the proxy's user. */
  name: z.string(),
  scopes: z.array(Scope),
  /** The runs that the caller is bound to, as of `ApiKey`. */
  label: z.string().nullable(),
  tags: SentTags,
  /** When the key or the sign-in ends; null where it does not. */
  expiresAt: SentInstant.nullable(),
});

/** Whether the server asks for a key, and who asks; `caller` is null where nobody is signed in and no good key was sent. */
export const CallerState = z.object({ keysAsked: z.boolean(), caller: Caller.nullable() });
export type CallerState = z.infer<typeof CallerState>;

/** A browser is signed in by a key's secret, and keeps a cookie instead of it. */
export const SignIn = z.strictObject({
  key: z.string().trim().min(1, "must be a key, such as evb_…").max(MAX_SECRET_LENGTH),
});
export type SignIn = z.input<typeof SignIn>;

/** Something that was changed, or tried, and by whom. */
export const AuditEntry = z.object({
  id: z.uuid(),
  at: SentInstant,
  /** `kind` is how the caller came in, or `server` or `stranger`; `keyId` is of the key that it had. */
  actor: z.object({ kind: z.string(), name: z.string(), keyId: z.uuid().nullable() }),
  /** Such as `run.deleted` or `key.revoked`. */
  action: z.string(),
  /** The name of what it was done to; null where it has none. */
  subject: z.string().nullable(),
  /** What else is known of it, by name. */
  detail: z.record(z.string(), z.string()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The newest first. `cursor` is the `nextCursor` of the page before. */
export const ListAudit = z.strictObject({
  limit: z.int().min(1).max(MAX_PAGE).default(50),
  cursor: z.uuid("must be the nextCursor of the page before").nullish(),
});
export type ListAudit = z.input<typeof ListAudit>;

export const AuditPage = z.object({ entries: z.array(AuditEntry), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;
