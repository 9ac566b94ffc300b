import { nameKinds } from "@evalboard/contract/words";
import { defineEntity, p } from "@mikro-orm/core";
import { isOneOf } from "./run.ts";

const RenamingSchema = defineEntity({
  name: "Renaming",
  tableName: "renamings",
  indexes: [{ name: "renamings_at_index", properties: ["at", "id"] }],
  checks: [{ name: "renamings_kind_check", expression: isOneOf("kind", nameKinds) }],
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<(typeof nameKinds)[number]>(),
    /** The canonical subjects that its names stood for before, and stand for since. */
    fromId: p.uuid(),
    toId: p.uuid(),
    /** Whether `toId` had been there before it. */
    merged: p.boolean(),
    /** The names that it moved, by the id of their subject. */
    moved: p.json().$type<readonly string[]>(),
    /** Later than of every renaming before it. */
    at: p.datetime(3),
    undoneAt: p.datetime(3).strictNullable(),
  },
});

/** A subject was called otherwise, or merged into another; kept so that it can be undone. */
export class Renaming extends RenamingSchema.class {}
RenamingSchema.setClass(Renaming);
