import { defineEntity, p } from "@mikro-orm/core";

const SavedViewSchema = defineEntity({
  name: "SavedView",
  tableName: "saved_views",
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique("saved_views_name_unique"),
    /** Within the board: path and search, such as `/runs?label=main`. */
    address: p.text(),
    /** Who saved it, by the name of a key or a user. */
    createdBy: p.text(),
    createdAt: p.datetime(3),
  },
});

/** An address of the board that the team has given a name. */
export class SavedView extends SavedViewSchema.class {}
SavedViewSchema.setClass(SavedView);

const SettingSchema = defineEntity({
  name: "Setting",
  tableName: "settings",
  properties: {
    name: p.text().primary(),
    /** As the contract has a setting of this name; the secret of a webhook is in it. */
    value: p.json().$type<unknown>(),
    changedAt: p.datetime(3),
  },
});

/** Something that the team has set otherwise than it is by itself; what nobody has set has no row. */
export class Setting extends SettingSchema.class {}
SettingSchema.setClass(Setting);
