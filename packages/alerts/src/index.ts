export type { Webhook } from "./post.ts";
export { startAlerts, type AlertsOptions } from "./start-alerts.ts";
