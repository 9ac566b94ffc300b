// Stands in for a model: answers from a table after a pause, knows less where its skill is low, and breaks once.
import { setTimeout as pause } from "node:timers/promises";

/** What is said by who knows it, and by who does not; how much skill it takes; whether the handbook says it. */
const answers = {
  "When do you open on Monday?": ["We open at 9 on Mondays.", "We open early.", 0.2, true],
  "Until when are you open on Saturday?": ["On Saturday until 13.", "Until 18, as always; Saturday is no exception.", 0.7, true],
  "How long can I return a jacket?": ["Within 30 days.", "Within two weeks.", 0.4, true],
  "Can I return shoes that I wore outside?": ["No, only unworn shoes can be returned.", "No problem at all!", 0.6, true],
  "What does shipping cost for 25 euros?": ["Shipping costs 4.90 euros.", "Shipping is free.", 0.9, false],
  "From what sum is shipping free?": ["From 40 euros.", "Always.", 0.6, true],
  "Do you ship to Norway?": ["I have to ask my colleagues and will write to you.", "Of course!", 0.7, false],
  "Where is my parcel?": ["Please give me your order number, then I can look.", "On its way.", 0.3, false],
  "Are you open on Sunday?": ["No, we are closed on Sunday.", "Yes, from 9.", 0.5, true],
  "Can I pay by invoice?": ["Yes, within 14 days.", "Yes.", 0.8, false],
};

// oxlint-disable-next-line import/no-default-export -- what promptfoo loads
export default class StandIn {
  constructor({ config }) {
    this.config = config;
  }

  id() {
    return this.config.id;
  }

  async callApi(prompt, { vars: { question } }) {
    const { skill, pace } = this.config;
    const [known, guessed, needed, inHandbook] = answers[question];
    await pause(pace + 30 * (question.length % 13));
    const hasHandbook = prompt.startsWith("Handbook");
    if (skill < 0.6 && !hasHandbook && question.startsWith("Where")) return { error: "The answer was cut off by the content filter" };

    const output = skill >= needed || (hasHandbook && inHandbook) ? known : guessed;
    const usage = { prompt: Math.ceil(prompt.length / 4), completion: Math.ceil(output.length / 4) };
    return {
      output,
      tokenUsage: { ...usage, total: usage.prompt + usage.completion },
      cost: (usage.prompt + 5 * usage.completion) / 1e6,
    };
  }
}
