import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { type DrawnChart, hideSteps, openShownStep, showStep } from "./show-step.ts";
import { stepAfter } from "./step-after.ts";

/**
 * Makes a chart's canvas a slider over its steps: the arrow keys show a step's figures, as the pointer does, and
 * Enter goes where a click goes. It starts at the newest step.
 */
export function useSteps(steps: number) {
  const chart = useRef<DrawnChart | null>(null);
  const [shown, setShown] = useState<{ readonly step: number; readonly words: string } | null>(null);
  const last = steps - 1;
  const step = Math.min(shown?.step ?? last, last);

  const show = (next: number): void => {
    if (chart.current !== null) setShown({ step: next, words: showStep(chart.current, next) });
  };
  const hide = (): void => (chart.current === null ? undefined : hideSteps(chart.current));
  const press = (event: KeyboardEvent): void => {
    const next = stepAfter(event.key, step, last);
    if (next !== null) {
      event.preventDefault();
      show(next);
    }
    if (event.key === "Enter" && chart.current !== null) openShownStep(chart.current);
    if (event.key === "Escape") hide();
  };
  return {
    ref: chart,
    role: "slider",
    tabIndex: 0,
    "aria-valuemin": 0,
    "aria-valuemax": last,
    "aria-valuenow": step,
    "aria-valuetext": shown?.words,
    // A click focuses too, and the pointer shows its own step.
    onFocus: ({ target }: FocusEvent) => (target.matches(":focus-visible") ? show(step) : undefined),
    onBlur: hide,
    onKeyDown: press,
  };
}
