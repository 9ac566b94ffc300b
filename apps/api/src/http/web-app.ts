import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { nothingThere } from "./errors.ts";

/** The built web app: hashed assets for ever, its page asked for each time. */
export async function webApp(app: FastifyInstance, root: string): Promise<void> {
  // The files hold no data; what they ask for is asked by who it is.
  app.addHook("onRoute", (route) => {
    route.config = { ...route.config, door: "open" };
  });
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(`${root}/assets/`);
      reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  // An item's key may hold what no file's path may: a backslash, or a way up.
  app.get("/datasets/*", (_request, reply) => reply.sendFile("index.html"));
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === "GET" && request.headers.accept?.includes("text/html");
    if (isPage && !/^\/(api|trpc|health|assets)(\/|$)/.test(request.url)) return reply.sendFile("index.html");
    return nothingThere(request, reply);
  });
}
