import { cycle } from "../cycle.ts";
import { fieldsAnswer } from "./fields.ts";
import type { Item } from "./item.ts";

/** Invitations in mails: title, place, date and time are wanted. */
export const events: readonly Item[] = Array.from({ length: 24 }, (_, index) => {
  const title = cycle(["Quarterly review", "Team lunch", "Design critique", "Fire drill", "Handover"], index);
  const place = cycle(["Blue Room", "canteen", "room 2.14", "lobby"], index);
  const day = 1 + ((index * 5) % 28);
  const [month, name] = cycle(
    [
      ["03", "March"],
      ["06", "June"],
      ["09", "September"],
    ],
    index,
  );
  const hour = 9 + (index % 8);
  const expected = {
    title,
    place,
    date: `2026-${month}-${String(day).padStart(2, "0")}`,
    time: `${String(hour).padStart(2, "0")}:30`,
  };
  return {
    key: `event-${String(index + 1).padStart(2, "0")}`,
    input:
      `Hi all, the ${title.toLowerCase()} moves: we now meet in the ${place} on ${day} ${name} 2026, ` +
      `half an hour after ${hour}, not at ${hour + 2} as I wrote last week. See you there!`,
    expected: JSON.stringify(expected),
    parts: 4,
    answer: (right) =>
      fieldsAnswer(expected, { title: "Meeting", date: `${day} ${name}`, time: `${hour + 2}:00` }, right),
  };
});
