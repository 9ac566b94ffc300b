import type { Settings } from "@evalboard/contract";
import { expect, test } from "vitest";
import { readAlerts } from "./alerts-form.tsx";
import { readRules } from "./retention-form.tsx";

const settings: Settings = {
  timeZone: { value: "UTC", source: "default", variable: "EVALBOARD_TIME_ZONE" },
  passMark: { value: 0.5, source: "default", variable: null },
  alertErrorRate: { value: 0.1, source: "default", variable: "ALERT_ERROR_RATE" },
  webhook: { value: { url: "https://a.example/" }, source: "board", variable: "ALERT_WEBHOOK_URL" },
  retention: { value: [], source: "default", variable: null },
};

function formOf(fields: readonly (readonly [name: string, value: string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const alerts = (url: string, secret: string, errorRate: string, said: Partial<Settings> = {}) =>
  readAlerts(
    formOf([
      ["url", url],
      ["secret", secret],
      ["errorRate", errorRate],
    ]),
    { ...settings, ...said },
  );

test("alerts are changed where something else is said, and a webhook keeps its secret where none is", () => {
  expect(alerts("https://a.example/", "", "0.1")).toEqual({});
  expect(alerts("https://a.example/", "", "0.2")).toEqual({ alertErrorRate: 0.2 });
  expect(alerts(" https://b.example/ ", "", "0.1")).toEqual({ webhook: { url: "https://b.example/" } });
  expect(alerts("https://a.example/", "whsec_a", "0.1")).toEqual({
    webhook: { url: "https://a.example/", secret: "whsec_a" },
  });
  expect(alerts("", "", "0.1")).toEqual({ webhook: null });
});

test("what the environment sets is not sent", () => {
  const source = "environment" as const;
  const fixed = {
    webhook: { ...settings.webhook, source },
    alertErrorRate: { ...settings.alertErrorRate, source },
  };
  expect(alerts("https://b.example/", "whsec_a", "0.9", fixed)).toEqual({});
});

test("rules are read in their order, none unsets them, and a dataset can have one", () => {
  const rules = (...rows: [dataset: string, days: string][]) =>
    readRules(
      formOf(
        rows.flatMap(([dataset, days]) => [
          ["dataset", dataset],
          ["days", days],
        ]),
      ),
    );
  expect(rules(["", "90"], ["capitals", "30"])).toEqual({
    retention: [
      { dataset: null, olderThanDays: 90 },
      { dataset: "capitals", olderThanDays: 30 },
    ],
  });
  expect(rules()).toEqual({ retention: null });
  expect(rules(["a", "1"], ["a", "2"])).toBe("Each dataset can have one rule.");
});
