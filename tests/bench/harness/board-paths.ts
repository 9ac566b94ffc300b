import type { Period } from "@evalboard/contract";

/** Where the browser asks for the board. */
export function trpcPath(period: Period): string {
  return `/trpc/stats.get?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: period }))}`;
}

/** Where curl does. */
export function restPath(period: Period): string {
  return `/api/runs/stats?period=${period}`;
}
