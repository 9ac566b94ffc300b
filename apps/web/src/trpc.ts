import type { AppRouter } from "@evalboard/client";
import { createTRPCReact } from "@trpc/react-query";

/** The server's procedures as typed react-query hooks. */
export const trpc = createTRPCReact<AppRouter>();
