import { cycle } from "../cycle.ts";
import type { Item } from "./item.ts";

const labels = ["billing", "bug", "account", "shipping", "praise"] as const;

/** What customers write, in the order of `labels`, over and over. */
const tickets = [
  "I was charged twice for my subscription this month.",
  "The export button does nothing since yesterday's update.",
  "I no longer have access to the mail address I signed up with.",
  "The tracking page has said “label created” for nine days.",
  "Just wanted to say that the new search is brilliant.",
  "Please send the invoice to our accounts department instead.",
  "The app closes as soon as I open a photo of more than 10 MB.",
  "How do I move my workspace to another owner?",
  "Half of my order came, the lamp is missing.",
  "Your colleague Ana solved it within minutes, thank you!",
  "Why is VAT on the receipt when we gave you our VAT number?",
  "Dates are shown a day early when I travel.",
  "I want to delete my profile and everything in it.",
  "The courier left the parcel with a neighbour who moved away.",
  "Best onboarding I have had with any tool.",
  "My card expired, where can I enter the new one?",
  "Saving a note with an emoji in its title gives an empty page.",
  "The code for logging in never arrives on my phone.",
  "Can I still change the delivery address?",
  "Three years with you and never a lost file. Great work.",
  "You renewed the yearly plan although I cancelled it in May.",
  "Search finds nothing when I type in capitals.",
  "Somebody else's name is shown on my profile.",
  "The box was wet and the book inside is ruined.",
  "Love the dark theme!",
  "Does the refund go to the same card?",
  "The chart stays empty in the private window.",
  "Please merge my two logins into one.",
  "Do you send to Iceland, and how long does it take?",
  "Nothing to complain about, keep going.",
] as const;

/** Support tickets: one label is right. */
export const supportTickets: readonly Item[] = tickets.map((input, index) => ({
  key: `ticket-${String(index + 1).padStart(2, "0")}`,
  input,
  expected: cycle(labels, index),
  parts: 1,
  answer: (right) => cycle(labels, right === 1 ? index : index + 1 + (index % 3)),
}));
