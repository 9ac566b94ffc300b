// Posts what the board says to a webhook as Slack takes them: `DIGEST_WEBHOOK_URL=… node digest.ts`, once a day or week.
import { answerSentences, createClient, type NamedPeriod } from "@evalboard/client";

const {
  EVALBOARD_URL = "http://127.0.0.1:4400",
  EVALBOARD_KEY,
  DIGEST_WEBHOOK_URL,
  DIGEST_PERIOD = "7d",
} = process.env;
const TIMEOUT_MS = 30_000;
const periods: readonly NamedPeriod[] = ["24h", "7d", "30d", "90d", "all"];

const questions = {
  models: "Which model is best?",
  datasets: "Which dataset is hardest?",
  latency: "Did answers get slower?",
  prompts: "Did the last prompt change improve anything?",
} as const;

/** Names come from anybody: in Slack's text none of them may link, or call somebody. */
const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

async function digest(webhook: string): Promise<void> {
  const period = periods.find((one) => one === DIGEST_PERIOD);
  if (period === undefined) throw new Error(`DIGEST_PERIOD: must be one of ${periods.join(", ")}`);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const client = createClient({ url: EVALBOARD_URL, key: EVALBOARD_KEY });
  const report = await client.stats.get.query(period, { signal });
  const sentences = answerSentences(report.answers);
  const board = new URL(`/?period=${period}`, EVALBOARD_URL).href;
  const { runs } = report.summary;
  const stale = report.stale ? "; the board's database is away, and these figures are old" : "";
  const lines = ["models", "datasets", "latency", "prompts"] as const;
  const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
  const message = {
    text: `EvalBoard, ${period}: ${escape(sentences.prompts)}`,
    blocks: [
      { type: "header", text: { type: "plain_text", text: `EvalBoard, ${period}` } },
      ...lines.map((line) => section(`*${questions[line]}*\n${escape(sentences[line])}`)),
      section(
        `<${board}|The board> of ${runs.toLocaleString("en-US")} ${runs === 1 ? "run" : "runs"}${stale}`,
      ),
    ],
  };
  const answer = await fetch(webhook, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(message),
    signal,
  });
  // The address is a secret: it stands in no message.
  if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
}

try {
  if (!DIGEST_WEBHOOK_URL) throw new Error("DIGEST_WEBHOOK_URL: must be the address to post to");
  await digest(DIGEST_WEBHOOK_URL);
} catch (error) {
  console.error(`no digest: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
