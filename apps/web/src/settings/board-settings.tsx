import type { ChangeSettings, Settings } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { type ReactNode, useId } from "react";
import { Card, Skeleton } from "../kit/card.tsx";
import { fieldClass } from "../kit/fields.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { AlertsForm } from "./alerts-form.tsx";
import { RetentionForm } from "./retention-form.tsx";
import { SettingForm } from "./setting-form.tsx";

/** How the board is set, for who may change it. */
export function BoardSettings(): ReactNode {
  const { data, error, refetch } = trpc.settings.get.useQuery();
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="h-64" />
    ) : (
      <ErrorPanel error={error} retry={() => void refetch()} />
    );
  }
  return (
    <>
      <div className="grid gap-5 lg:grid-cols-2">
        <Card title="Pass mark">
          <PassMarkForm settings={data} />
        </Card>
        <Card title="Texts of old runs">
          <RetentionForm settings={data} />
        </Card>
      </div>
      <Card title="Alerts">
        <AlertsForm settings={data} />
      </Card>
    </>
  );
}

/** From which score on a result passes whose tool has not said whether it does. */
function PassMarkForm({ settings }: { readonly settings: Settings }): ReactNode {
  const id = useId();
  return (
    <SettingForm names={["passMark"]} settings={settings} read={readPassMark}>
      <p className="text-sm text-pretty text-muted">
        Some tools give a result a score and do not say whether it passed: it passes with this score or a
        higher one. That goes for runs that start from now on and bring no pass mark of their own; recorded
        runs stay as they are.
      </p>
      <label htmlFor={id} className="flex flex-col gap-1 text-xs font-medium text-muted">
        Lowest score that passes, from 0 to 1
        <input
          id={id}
          name="passMark"
          type="number"
          min={0}
          max={1}
          step="any"
          required
          defaultValue={settings.passMark.value}
          className={`${fieldClass} h-9 w-32`}
        />
      </label>
    </SettingForm>
  );
}

function readPassMark(form: FormData): ChangeSettings {
  return { passMark: Number(form.get("passMark")) };
}
