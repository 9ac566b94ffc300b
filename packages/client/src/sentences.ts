// A file of its own: who asks for no sentence does without the words and formats.
export { type AnswerSentences, answerSentences } from "@evalboard/format";
