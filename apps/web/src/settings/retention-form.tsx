import type { ChangeSettings, RetentionRule, Settings } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { Plus, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../kit/button.tsx";
import { fieldClass } from "../kit/fields.tsx";
import { IconButton } from "../kit/sheet.tsx";
import { SettingForm } from "./setting-form.tsx";

/** A rule as the form has it; the number stands for it while it is edited. */
interface Row {
  readonly key: number;
  readonly rule: RetentionRule;
}

/** When texts of old runs go: by dataset, or all. */
export function RetentionForm({ settings }: { readonly settings: Settings }): ReactNode {
  const rules = settings.retention.value;
  const datasets = trpc.runs.catalogue.useQuery({ limit: 500 }).data?.datasets.map(({ name }) => name) ?? [];
  const [rows, setRows] = useState<readonly Row[]>(() => rules.map((rule, key) => ({ key, rule })));
  const [saved, setSaved] = useState(rules);
  if (saved !== rules) {
    setSaved(rules);
    setRows(rules.map((rule, key) => ({ key, rule })));
  }
  const add = (): void =>
    setRows([
      ...rows,
      { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, rule: { dataset: null, olderThanDays: 90 } },
    ]);
  return (
    <SettingForm names={["retention"]} settings={settings} read={readRules}>
      <p className="text-sm text-pretty text-muted">
        Once a day the server deletes the questions, answers and reasons of runs that completed longer ago
        than a rule says, for good. Their scores and all figures stay. The rule of one dataset can only be
        shorter than that of every dataset.
      </p>
      <ul className="flex flex-col gap-2 empty:hidden">
        {rows.map(({ key, rule }, index) => (
          <li key={key} className="flex flex-wrap items-center gap-2 text-sm">
            <select
              name="dataset"
              aria-label={`Dataset of rule ${index + 1}`}
              defaultValue={rule.dataset ?? ""}
              className={`${fieldClass} max-w-44`}
            >
              <option value="">every dataset</option>
              {[...new Set([...(rule.dataset === null ? [] : [rule.dataset]), ...datasets])].map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
            <span>after</span>
            <input
              name="days"
              type="number"
              min={1}
              max={3650}
              step={1}
              required
              aria-label={`Days of rule ${index + 1}`}
              defaultValue={rule.olderThanDays}
              className={`${fieldClass} w-20`}
            />
            <span>days</span>
            <IconButton
              label={`Take rule ${index + 1} away`}
              onClick={() => setRows(rows.filter((row) => row.key !== key))}
            >
              <X className="size-3.5" aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p className="text-sm">No rule: texts are kept for ever.</p> : null}
      <div>
        <Button onClick={add}>
          <Plus className="size-3.5" aria-hidden />
          Add a rule
        </Button>
      </div>
    </SettingForm>
  );
}

/** The rules in their order; none where the form has none. */
export function readRules(form: FormData): ChangeSettings | string {
  const days = form.getAll("days").map(Number);
  const rules = form
    .getAll("dataset")
    .map((name, index) => ({
      dataset: typeof name === "string" && name !== "" ? name : null,
      days: days[index],
    }))
    .flatMap(({ dataset, days: olderThanDays }) =>
      olderThanDays === undefined ? [] : [{ dataset, olderThanDays }],
    );
  if (new Set(rules.map(({ dataset }) => dataset)).size < rules.length)
    return "Each dataset can have one rule.";
  return { retention: rules.length === 0 ? null : rules };
}
