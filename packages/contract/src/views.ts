import { z } from "zod";
import { Name, SentInstant } from "./values.ts";
import { MAX_VIEW_LENGTH } from "./words.ts";

/** Any host: an address within the board leads to no other. */
const BASE = "http://board.invalid";

/** Whether a browser that is at the board stays there by it, however it reads slashes, dots and what it leaves out. */
function isWithinBoard(address: string): boolean {
  if (!/^\/[\x21-\x7e]*$/.test(address) || /[\\#]/.test(address)) return false;
  const url = URL.parse(address, BASE);
  return url !== null && url.origin === BASE && !url.pathname.includes("//");
}

/** Path and search, as a browser has them. */
const ViewAddress = z
  .string()
  .max(MAX_VIEW_LENGTH, `must have at most ${MAX_VIEW_LENGTH} characters`)
  .refine(
    isWithinBoard,
    "must be an address within the board, such as /?period=30d&label=main: it begins with one /, and has no host, no # and no spaces",
  );

/** A view as it is listed. */
export const SavedView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Path and search, such as `/?period=30d&label=main`. */
  address: z.string(),
  /** The name of the key or user that saved it. */
  createdBy: z.string(),
  createdAt: SentInstant,
});
export type SavedView = z.infer<typeof SavedView>;

/** An address of the board that is to have a name. */
export const SaveView = z.strictObject({ name: Name, address: ViewAddress });
export type SaveView = z.input<typeof SaveView>;

export const ViewId = z.strictObject({ viewId: z.uuid() });
export type ViewId = z.infer<typeof ViewId>;

export const RenameView = ViewId.extend({ name: Name });
export type RenameView = z.input<typeof RenameView>;
