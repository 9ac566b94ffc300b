import { defineEntity, p } from "@mikro-orm/core";

const AlertSchema = defineEntity({
  name: "Alert",
  tableName: "alerts",
  indexes: [
    { name: "alerts_due_index", properties: ["nextAttemptAt"], where: { nextAttemptAt: { $ne: null } } },
    // One alert at a time for what it is about.
    {
      name: "alerts_open_unique",
      expression:
        'create unique index "alerts_open_unique" on "alerts" ("type", "subject_id") where "cleared_at" is null',
    },
  ],
  checks: [{ name: "alerts_attempts_check", expression: "attempts >= 0" }],
  properties: {
    /** Also the message's id: a receiver knows one that was sent again by it. */
    id: p.uuid().primary(),
    type: p.text(),
    /** The prompt version or the model that it is about. */
    subjectId: p.uuid(),
    /** The message as it is sent, JSON: the same bytes at every attempt. */
    body: p.text(),
    raisedAt: p.datetime(3),
    /** When what it says ceased to hold; then it may be raised again. */
    clearedAt: p.datetime(3).strictNullable(),
    attempts: p.integer(),
    /** Null once it was delivered or given up. */
    nextAttemptAt: p.datetime(3).strictNullable(),
    deliveredAt: p.datetime(3).strictNullable(),
    /** What kept the last attempt from delivering it. */
    lastError: p.text().strictNullable(),
  },
});

/** Something that the team is told of by webhook, once. */
export class Alert extends AlertSchema.class {}
AlertSchema.setClass(Alert);
