import type { MapField } from "./fields.ts";

/**
 * What people call their columns, by field, the surest names first. In the form of `plainName`; a name that ends so counts
 * less than one that is so. Gathered from result files that harnesses and teams write.
 */
const words = (text: string): string[] => text.trim().split(/\s+/);

const KNOWN: Readonly<Partial<Record<MapField, readonly string[]>>> = {
  item: words(`
    item_key task_name item_id item test_id test_case_id testcase_id case_id example_id sample_id question_id
    problem_id task_id doc_id query_id prompt_id record_id data_id instance_id qid uid uuid id key case
    test_name test_case test example scenario name title idx index row_id row no nr number column_1
    record case_name conversation_id nummer
  `),
  input: words(`
    input user_input question query user_query user_question user_message instruction instructions
    problem inputs input_text prompt prompt_text source_text source message messages request utterance
    text document article frage eingabe task goal premise sentence content context pregunta entree intent
    scenario_text anything_asked
  `),
  output: words(`
    output actual_output model_output model_answer model_response response prediction predicted
    predicted_answer completion generated_answer generated_text generated generation hypothesis actual
    reply llm_response llm_output llm_answer bot_response assistant candidate pred outputs answer antwort
    result translation summary emitted_text emitted transcription recognized_text hyp final_answer
    final_output final_response final candidate_answer candidate_response candidate_output generated_code
    code generated_email antwort_des_modells modellantwort reponse_du_modele reponse respuesta salida
  `),
  expected: words(`
    expected expected_output expected_answer expected_response expected_result reference reference_answer
    reference_output ground_truth groundtruth gold gold_answer golden golden_answer correct_answer target
    ideal truth gt solution references answer_key erwartet answer label labels erwartete_antwort
    musterantwort referenz soll reponse_attendue respuesta_esperada canonical_solution must_mention
    must_contain should_contain expected_keywords keywords expected_behavior target_text reference_text
  `),
  score: words(`
    score final_score overall_score total_score judge_score llm_judge_score eval_score evaluation_score
    overall rating judge_rating grade judge_grade note bewertung points punkte mark reward quality
    correctness answer_correctness factual_correctness accuracy acc exact_match em f1 f1_score judgement
    judgment similarity semantic_similarity answer_similarity faithfulness answer_relevancy relevance
    preference winner vote bleu rouge_l value verdict result composite composite_score puntuacion cer wer
    error_rate
  `),
  passed: words(`
    passed pass success is_success is_correct correct iscorrect pass_fail passfail test_passed verdict
    richtig status outcome result match is_match ok judgement judgment label solved resolved bestanden
    korrekt reussi goal_reached caught
  `),
  reason: words(`
    reason reasoning explanation rationale judge_reasoning judge_reason judge_explanation feedback
    justification comment comments critique analysis notes remark begruendung kommentar bemerkung
    commentaire remarque
  `),
  error: words(`error error_message errors exception err error_msg failure fehler traceback stack_trace`),
  latency: words(`
    latency latency_ms latency_s latency_seconds response_time response_time_ms duration duration_ms
    duration_s duration_seconds elapsed elapsed_ms elapsed_time elapsed_s time_ms time_s time_taken
    time_seconds runtime run_time generation_time inference_time total_time execution_time seconds secs
    dauer took time antwortzeit laufzeit duree temps ms
  `),
  cost: words(`cost cost_usd total_cost price price_usd usd cost_dollars cost_in_usd api_cost kosten cout`),
  inputTokens: words(`
    input_tokens prompt_tokens tokens_in in_tokens num_input_tokens n_input_tokens tokens_input
    tokens_prompt prompt_token_count input_token_count usage_input`),
  outputTokens: words(`
    output_tokens completion_tokens tokens_out out_tokens num_output_tokens n_output_tokens tokens_output
    tokens_completion completion_token_count output_token_count generated_tokens usage_output`),
  repeat: words(`
    repeat repetition repetition_number trial trial_id attempt epoch iteration run_idx run_index run_number sample_idx
    sample_index sample_number rep try run durchlauf sample_id trial_number
  `),
  model: words(`
    model model_name model_id llm llm_name llm_model modelname model_slug engine deployment
    deployment_name modell assistant_model system agent bot candidate_model modele modelo candidate
    method
  `),
  provider: words(`provider model_provider vendor api_provider`),
  dataset: words(`
    dataset dataset_name benchmark benchmark_name suite suite_name test_suite eval_set evalset eval_name
    evaluation task dataset_id datensatz split jeu_de_donnees task_name
  `),
  prompt: words(`
    prompt_name prompt_version prompt_variant prompt_label prompt_id prompt template_name template
    variant prompt_template version_du_prompt strategy
  `),
  promptText: words(`system_prompt prompt_template system_message template prompt_text instructions`),
  time: words(`
    timestamp created_at started_at start_time date_time datetime evaluated_at run_at created date time
    ts datum zeit`),
  run: words(`
    run_id run_name run experiment_id experiment_name experiment eval_id session_id session job_id
    batch_id`),
};

/** A column's name in one form: `../modelName`, `Model Name` and `model-name` are `model_name`. */
export function plainName(column: string): string {
  return column
    .replaceAll("../", "")
    .normalize("NFKD")
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "_")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\p{L}\d]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}

/** How well a column's name says that it is this field: 0 not at all, up to 100. */
export function nameFits(column: string, field: MapField): number {
  const known = KNOWN[field] ?? [];
  const whole = withoutUnit(plainName(column));
  const last = withoutUnit(plainName(/([^./]+)[./]*$/.exec(column)?.[1] ?? ""));
  const exact = known.indexOf(whole);
  if (exact !== -1) return 100 - exact;
  const inner = known.indexOf(last);
  if (inner !== -1) return 90 - inner;
  // `question_id` is no question, and `answer_length` no answer.
  if (!KEYED.has(field) && OF_SOMETHING.test(last)) return 0;
  if (EXACT.has(field)) return 0;
  const ending = known.findIndex(
    (name) => name.length > 3 && (last.endsWith(`_${name}`) || last.startsWith(`${name}_`)),
  );
  return ending === -1 ? 0 : Math.max(1, 40 - ending);
}

const KEYED: ReadonlySet<MapField> = new Set(["item", "run"]);
/** Fields whose names say something else as a part of longer ones. */
const EXACT: ReadonlySet<MapField> = new Set(["item", "repeat", "time", "run", "error"]);
const OF_SOMETHING =
  /_(?:id|ids|key|idx|index|no|nr|number|name|count|len|length|type|tokens|hash|url|path|file|language|lang)$/;

const withoutUnit = (name: string) =>
  name.replace(
    /_(?:usd|in_usd|percent|pct|0_1|1_5|1_10|0_10|0_20|0_100|out_of_10|sur_20|20|10|100|s|ms|sec|secs|seconds)$/,
    "",
  );

/** Whether a lower value of a column of this name is the better one. */
export function isBetterLower(column: string): boolean {
  return /(?:^|_)(?:loss|perplexity|ppl|wer|cer|ter|distance|error_rate|hallucinations?|hallucination_rate|toxicity|bias|mae|mse|rmse|brier)(?:_|$)/.test(
    plainName(column),
  );
}

/** Whether a text is the name of a known kind of model. */
export function isModelName(text: string): boolean {
  return /(?:^|[\W_])(?:gpt|chatgpt|claude|llama|gemini|gemma|mistral|mixtral|ministral|codestral|qwen\d?|qwq|deepseek|phi|command|grok|nova|kimi|glm|sonnet|haiku|opus|falcon|palm|bison|olmo|granite|nemotron|jamba|yi|o[134])(?:[\W_\d]|$)/i.test(
    text,
  );
}
