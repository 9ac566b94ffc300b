import { ChangeSettings, Settings, TestedWebhook } from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { Nothing, rest } from "./rest.ts";
import { procedure } from "./trpc.ts";

/** How the board is set. Read by who holds `admin` alone too: the address of a webhook may be as good as a secret. */
export const settings = {
  get: procedure
    .meta(
      rest(
        "admin",
        "GET",
        "/settings",
        "How the board is set",
        "Each setting with whose it is: what the server's environment sets goes first. The webhook's secret is never sent.",
      ),
    )
    .output(Settings)
    .query(({ ctx }) => ctx.settings.get()),
  change: procedure
    .meta(
      rest(
        "admin",
        "PATCH",
        "/settings",
        "Change how the board is set",
        "What is left out stays as it is; null is as it was before anybody set it. The pass mark is of runs that are started from then on.",
      ),
    )
    .input(ChangeSettings)
    .output(Settings)
    .mutation(async ({ ctx, input }) => {
      const { settings: set, changes } = await ctx.settings.change(input);
      for (const { setting, from, to } of changes)
        await ctx.note({ action: "setting.changed", subject: setting, detail: { from, to } });
      return set;
    }),
  testWebhook: procedure
    .meta(
      rest(
        "admin",
        "POST",
        "/settings/webhook/test",
        "Send a test message to the webhook",
        "Signed as alerts are; `error` says what kept it from arriving.",
      ),
    )
    .input(Nothing)
    .output(TestedWebhook)
    .mutation(({ ctx }) => ctx.settings.testWebhook()),
} satisfies TRPCRouterRecord;
