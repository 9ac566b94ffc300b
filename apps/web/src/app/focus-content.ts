type Navigation = { readonly fromLocation?: unknown; readonly pathChanged: boolean };

/** After a change of page the keyboard and the screen reader go on at the new content, not where the link was. */
export function focusContent({ fromLocation, pathChanged }: Navigation): void {
  if (fromLocation === undefined || !pathChanged) return;
  document.querySelector("main")?.focus({ preventScroll: true });
}
