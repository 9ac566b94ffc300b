import { Period } from "@evalboard/stats/contract";
import { z } from "zod";

/** What the board's address says: `/?period=30d`. Anything else shows the last 7 days. */
export const BoardSearch = z.object({ period: Period.default("7d").catch("7d") });
