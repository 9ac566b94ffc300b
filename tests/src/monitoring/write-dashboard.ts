import { writeFile } from "node:fs/promises";
import { dashboard } from "./dashboard.ts";

const file = new URL("../../../monitoring/grafana-dashboard.json", import.meta.url);
await writeFile(file, `${JSON.stringify(dashboard(), null, 2)}\n`);
