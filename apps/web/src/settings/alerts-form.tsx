import type { ChangeSettings, Settings } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { type ReactNode, useId, useState } from "react";
import { Button, buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { fieldClass } from "../kit/fields.tsx";
import { SettingForm, sourceWords } from "./setting-form.tsx";

/** Whom the board tells of what should not wait, and when. */
export function AlertsForm({ settings }: { readonly settings: Settings }): ReactNode {
  const id = useId();
  const { webhook, alertErrorRate } = settings;
  const isWebhookFixed = webhook.source === "environment";
  const isRateFixed = alertErrorRate.source === "environment";
  const [secret, setSecret] = useState("");
  return (
    <SettingForm
      names={["webhook", "alertErrorRate"]}
      settings={settings}
      read={(form) => readAlerts(form, settings)}
      saved={() => setSecret("")}
      more={webhook.value === null ? undefined : <TestMessage />}
    >
      <p className="max-w-prose text-sm text-pretty text-muted">
        The board sends a message to an address of yours, within about a minute, when a prompt’s newest
        version is clearly worse than the one before it, and when too many calls of a model break. Messages
        are signed (Standard Webhooks), so that the receiver can tell that they are the board’s. An address in
        a private network has to be allowed where the server is started:{" "}
        <code>ALERT_WEBHOOK_ALLOW_PRIVATE</code>.
      </p>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <label htmlFor={`${id} url`} className={labelClass}>
          Address that receives the messages (a webhook)
          <input
            id={`${id} url`}
            name="url"
            type="url"
            readOnly={isWebhookFixed}
            placeholder="https://hooks.example.com/evalboard"
            defaultValue={webhook.value?.url ?? ""}
            className={`${fieldClass} h-9 read-only:bg-sunken`}
          />
        </label>
        {isWebhookFixed ? null : (
          <div className={labelClass}>
            <label htmlFor={`${id} secret`}>
              {webhook.value === null
                ? "Secret that signs the messages"
                : "New secret; empty keeps the one that is set"}
            </label>
            <div className="flex gap-2">
              <input
                id={`${id} secret`}
                name="secret"
                autoComplete="off"
                spellCheck={false}
                placeholder="whsec_…"
                value={secret}
                onChange={(event) => setSecret(event.target.value)}
                className={`${fieldClass} h-9 grow`}
              />
              <Button className={`${buttonClass} h-9 shrink-0`} onClick={() => setSecret(newSecret())}>
                Make one
              </Button>
            </div>
            {secret === "" ? null : (
              <span>Give it to the receiver now: once it is saved it is never shown again.</span>
            )}
          </div>
        )}
        <label htmlFor={`${id} rate`} className={labelClass}>
          Largest share of a model’s calls in 24 hours that may break, from 0 to 1 (0.05 is 5%)
          <input
            id={`${id} rate`}
            name="errorRate"
            type="number"
            min={0}
            max={1}
            step="any"
            required
            readOnly={isRateFixed}
            defaultValue={alertErrorRate.value}
            className={`${fieldClass} h-9 w-32 read-only:bg-sunken`}
          />
          {isRateFixed ? <span>{sourceWords(alertErrorRate)}</span> : null}
        </label>
      </div>
    </SettingForm>
  );
}

const labelClass = "flex min-w-0 flex-col gap-1 text-xs font-medium text-muted";

/** What is to be changed, without what the environment sets. An address that is taken away takes its secret with it. */
export function readAlerts(form: FormData, { webhook, alertErrorRate }: Settings): ChangeSettings {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const [url, secret, rate] = [text("url"), text("secret"), Number(text("errorRate"))];
  const isNew = url !== (webhook.value?.url ?? "") || secret !== "";
  return {
    ...(webhook.source !== "environment" &&
      isNew && { webhook: url === "" ? null : { url, ...(secret !== "" && { secret }) } }),
    ...(alertErrorRate.source !== "environment" && rate !== alertErrorRate.value && { alertErrorRate: rate }),
  };
}

/** A symmetric secret of Standard Webhooks: 32 random bytes. */
function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
}

/** Sends a message to the webhook that is saved, and says whether it arrived. */
function TestMessage(): ReactNode {
  const { mutate, isPending, data, error } = trpc.settings.testWebhook.useMutation();
  const trouble = error === null ? (data?.error ?? null) : describeError(error).detail;
  return (
    <>
      <Button disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Sending…" : "Send a test message"}
      </Button>
      <output className={`text-sm wrap-anywhere ${trouble === null ? "text-muted" : "text-bad"}`}>
        {trouble === null ? (data?.delivered === true ? "It arrived." : "") : `It did not arrive: ${trouble}`}
      </output>
    </>
  );
}
