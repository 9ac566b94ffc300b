import type { FactsStatus } from "@evalboard/contract";

/** Keeps the facts of one time zone: builds them where they are not, makes them anew and verifies them on demand. */
export interface FactKeeper {
  /** Rejects with what the database threw. */
  status(): Promise<FactsStatus>;
  /** Begins to make the facts anew from the runs, or joins the building that goes on; says how it stands then. */
  rebuild(): Promise<FactsStatus>;
  /** Begins to compare the facts with the runs, or joins the verification that goes on; says how it stands then. */
  verify(): Promise<FactsStatus>;
  /** To be called once the database is migrated: builds facts that are not there, and sweeps old ones from now on. */
  start(): void;
  /** Breaks off what goes on; a building is taken up by the next start. The database is the caller's to close. */
  close(): Promise<void>;
}
