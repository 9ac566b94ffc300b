import type { FastifyInstance } from "fastify";

/** `/api/openapi.json`: every procedure as OpenAPI 3.1. `/api/docs`: the same as a page. */
export function openApiRoutes(app: FastifyInstance): void {
  // Made when somebody asks: the start waits neither for them nor for what makes them.
  let made: Promise<Documents> | undefined;
  const documents = () => (made ??= makeDocuments());
  app.get("/api/openapi.json", { config: { door: "open" } }, async (_request, reply) => {
    const { json } = await documents();
    return reply.header("cache-control", "no-cache").type("application/json; charset=utf-8").send(json);
  });
  app.get("/api/docs", { config: { door: "open" } }, async (_request, reply) => {
    const { html } = await documents();
    return reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").send(html);
  });
  // A file of its own: the content security policy lets no page have styles in its text.
  app.get("/api/docs.css", async (_request, reply) => {
    const { css } = await documents();
    return reply.header("cache-control", "no-cache").type("text/css; charset=utf-8").send(css);
  });
}

interface Documents {
  readonly json: string;
  readonly html: string;
  readonly css: string;
}

async function makeDocuments(): Promise<Documents> {
  const [{ describeApi }, { renderApi }, { style }] = await Promise.all([
    import("./document.ts"),
    import("./page.ts"),
    import("./page-parts.ts"),
  ]);
  const document = describeApi();
  return { json: JSON.stringify(document), html: renderApi(document), css: style };
}
