import { Migration20261123000000_initial } from "./Migration20261123000000_initial.ts";

/** Every migration, oldest first. A merged one is frozen. */
export const migrations = [Migration20261123000000_initial];
