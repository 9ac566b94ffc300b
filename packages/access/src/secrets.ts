import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** Random bytes of a secret: 256 bits, which nobody guesses, so that a fast hash of it is safe. */
const SECRET_BYTES = 32;

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const PREFIX_LETTERS = 8;

/** `evb_`, eight letters that are public, and 256 random bits. */
const ownForm = /^(evb_[a-z0-9]{8})_[A-Za-z0-9_-]{43}$/;

/** What somebody chose by themselves for `EVALBOARD_ADMIN_KEY`. */
const chosenForm = /^[\x21-\x7e]{32,200}$/;

/** A new secret, and what of it is public. */
export function createSecret(): { readonly secret: string; readonly prefix: string } {
  const letters = Array.from({ length: PREFIX_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]);
  const prefix = `evb_${letters.join("")}`;
  return { secret: `${prefix}_${createToken()}`, prefix };
}

/** 256 random bits, base64url. */
export function createToken(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** What a secret is looked up by; undefined where no secret looks like this. One that was chosen has none of its own. */
export function prefixOf(secret: string): string | undefined {
  const [, prefix] = ownForm.exec(secret) ?? [];
  if (prefix !== undefined) return prefix;
  return chosenForm.test(secret) ? `own_${hashOf(secret).slice(0, PREFIX_LETTERS)}` : undefined;
}

/** SHA-256, hex. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Compares two hashes in a time that does not tell how far they agree. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
