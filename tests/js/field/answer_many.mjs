/* Answers many questions over one field: reads { field, today, questions: [{ query, near }], bins } as JSON from a file,
   writes the answers as JSON. Started by tests/mapping/test_question_parity.py. */

import { readFileSync } from "node:fs";

import { histogram, mask, optionCounts } from "../../../static/js/field/answer.js";
import { readQuestion, writeQuestion } from "../../../static/js/field/question.js";
import { readField } from "../../../static/js/field/read.js";

const { field, today, questions, bins } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const columns = readField(JSON.parse(readFileSync(field, "utf-8")));
const answers = questions.map(({ query, near }) => {
  const question = readQuestion(new URLSearchParams(query), columns, today, near);
  const found = mask(columns, question);
  return {
    owners: [...found.keys()].filter((owner) => found[owner]),
    errors: Object.keys(question.errors).sort(),
    counts: optionCounts(columns, question),
    histogram: histogram(columns, question, bins),
    written: writeQuestion(question),
  };
});
process.stdout.write(JSON.stringify(answers));
