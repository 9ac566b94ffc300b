import { readFileSync } from "node:fs";
import { fastify } from "fastify";

// Bare Fastify: routes that return objects. The argument names a JSON file of paths and what each returns.
const bodies: Record<string, unknown> = JSON.parse(readFileSync(process.argv[2]!, "utf8"));
const app = fastify();
for (const [path, body] of Object.entries(bodies)) app.get(path, () => body);
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
