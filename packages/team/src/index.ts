export { InvalidSetting, TeamConflict, ViewNotFound } from "./errors.ts";
export {
  createSettingStore,
  type FixedSettings,
  readPassMark,
  type SettingChange,
  type SettingStore,
} from "./settings.ts";
export { createViewStore, type ViewStore } from "./views.ts";
export { agreeOnZone, OtherZone, requireZone } from "./zone.ts";
