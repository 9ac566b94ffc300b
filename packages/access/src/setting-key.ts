import { ApiKey, type Em, type Orm } from "@evalboard/db";
import { noteWithin } from "./audit.ts";
import { server } from "./caller.ts";
import { detailOf, newKey, worksAt } from "./keys.ts";
import { hashOf, isSameHash, prefixOf } from "./secrets.ts";

/** The setting that makes a key. */
const SETTING = "EVALBOARD_ADMIN_KEY";

/** How it stands with the keys after the setting was looked at. */
export interface AdminKeys {
  /** Whether any key works that makes others. */
  readonly works: boolean;
  /** Whether somebody has revoked the setting's own: it stays revoked. */
  readonly isSettingRevoked: boolean;
}

/** Makes the setting's secret an admin key like others, where it is none; the one that it held before stops working. */
export async function keepSettingKey(
  orm: Pick<Orm, "em">,
  secret: string | undefined,
  now: Date,
): Promise<AdminKeys> {
  return orm.em.fork().transactional(async (em) => {
    const hash = secret === undefined ? undefined : hashOf(secret);
    for (const key of await em.find(ApiKey, { isSetting: true, revokedAt: null })) {
      if (hash !== undefined && isSameHash(key.hash, hash)) continue;
      // Its sessions go with it; should the setting come back, so does the key.
      await em.nativeDelete(ApiKey, key.id);
      const deed = { action: "key.revoked", subject: key.name, detail: detailOf(key) };
      await noteWithin(em, server, deed, now);
    }
    const isSettingRevoked = secret !== undefined && (await makeKey(em, secret, now)) === "revoked";
    const working = await em.find(ApiKey, worksAt(now));
    return { works: working.some(({ scopes }) => scopes.includes("admin")), isSettingRevoked };
  });
}

/** Throws an `Error` that names the setting where no key can have that secret. */
async function makeKey(em: Em, secret: string, now: Date): Promise<"works" | "revoked"> {
  const prefix = prefixOf(secret);
  if (prefix === undefined) throw new Error(`${SETTING}: is not as a key can be`);
  const made = newKey({ name: SETTING, prefix, hash: hashOf(secret), scopes: ["admin"] }, now);
  const key = { ...made, isSetting: true };
  // Another process may be making it.
  const inserted = await em
    .createQueryBuilder(ApiKey)
    .insert(key)
    .onConflict("prefix")
    .ignore()
    .execute("run");
  if (inserted.affectedRows === 1) {
    await noteWithin(em, server, { action: "key.created", subject: SETTING, detail: detailOf(key) }, now);
    return "works";
  }
  const found = await em.findOne(ApiKey, { prefix });
  if (!found || !isSameHash(found.hash, key.hash) || !found.scopes.includes("admin")) {
    throw new Error(`${SETTING}: another key begins like it, or it is one that is no admin; set another one`);
  }
  return found.revokedAt ? "revoked" : "works";
}
