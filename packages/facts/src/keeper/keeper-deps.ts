import type { Orm } from "@evalboard/db";

/** What keeping facts works with. */
export interface KeeperDeps {
  /** Gives no unit of work once the server stops. */
  readonly orm: Pick<Orm, "em">;
  /** The reporting zone, an IANA name. */
  readonly timeZone: string;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  /** Waits this long, ms, or a while for a database that is away; not once the server stops. */
  readonly pause: (ms?: number) => Promise<unknown>;
}
