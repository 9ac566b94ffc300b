import type { ChangeSettings, Settings } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button, buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { faultsByField } from "../kit/faults.ts";

/** The name of a setting, as the server has it. */
export type SettingName = Exclude<keyof Settings, "timeZone">;

/** Changes some settings; the page and the audit log follow. */
function useChangeSettings() {
  const utils = trpc.useUtils();
  return trpc.settings.change.useMutation({
    onSuccess: async (settings) => {
      utils.settings.get.setData(undefined, settings);
      await utils.audit.invalidate();
    },
  });
}

/** Whose a setting is, in words. Where the environment sets it nobody changes it here. */
export function sourceWords({
  source,
  variable,
}: Pick<Settings[SettingName], "source" | "variable">): string {
  if (source === "environment") return `Set where the server is started, by ${variable}, and changed there.`;
  return source === "board" ? "Set on this page." : "This is the default.";
}

interface SettingFormProps {
  /** The settings that it changes, the first one being whose source it tells. */
  readonly names: readonly [SettingName, ...SettingName[]];
  readonly settings: Settings;
  /** What the form's fields say, or in words why they say nothing that could be sent. */
  readonly read: (form: FormData) => ChangeSettings | string;
  /** Hears that they are. */
  readonly saved?: () => void;
  readonly children: ReactNode;
  /** Further buttons. */
  readonly more?: ReactNode;
}

/** A form of some settings: saved by Enter or its button, set back by another, read-only where the environment sets them all. */
export function SettingForm({ names, settings, read, saved, children, more }: SettingFormProps): ReactNode {
  const { mutate, isPending, error, data, reset } = useChangeSettings();
  const sources = names.map((name) => settings[name].source);
  const isFixed = sources.every((source) => source === "environment");
  const [unread, setUnread] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const change = read(new FormData(event.currentTarget));
    setUnread(typeof change === "string" ? change : null);
    if (typeof change !== "string" && !isPending) mutate(change, saved && { onSuccess: saved });
  };
  const unset = (): void =>
    mutate(
      Object.fromEntries(
        names.filter((name) => settings[name].source === "board").map((name) => [name, null]),
      ),
    );
  const trouble =
    error === null
      ? unread
      : (Object.values(faultsByField(error.message, names))[0] ?? describeError(error).detail);
  return (
    <form
      // What was saved, or set back, stands in the fields afresh.
      key={JSON.stringify(names.map((name) => settings[name]))}
      onSubmit={submit}
      onChange={() => (data === undefined ? undefined : reset())}
      className="flex flex-col gap-4"
    >
      {children}
      <p className="text-xs text-pretty text-muted">{sourceWords(settings[names[0]])}</p>
      {trouble === null ? null : (
        <p role="alert" className="text-sm wrap-anywhere text-bad">
          {trouble}
        </p>
      )}
      {isFixed && more === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2">
          {isFixed ? null : (
            <Button
              type="submit"
              disabled={isPending}
              className={`${buttonClass} enabled:border-accent enabled:text-accent`}
            >
              {isPending ? "Saving…" : "Save"}
            </Button>
          )}
          {sources.includes("board") ? (
            <Button disabled={isPending} onClick={unset}>
              Back to the default
            </Button>
          ) : null}
          {more}
          <output className="text-sm text-muted">{data === undefined ? "" : "Saved."}</output>
        </div>
      )}
    </form>
  );
}
