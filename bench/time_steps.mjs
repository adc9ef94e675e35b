/* How long the browser's part of answering takes, in Node: reading the field file, a step in time for several questions,
   the counts of all options, a histogram. `node bench/time_steps.mjs FIELD.json` */

import { readFileSync } from "node:fs";

import { histogram, mask, optionCounts } from "../static/js/field/answer.js";
import { onDay, readQuestion } from "../static/js/field/question.js";
import { readField } from "../static/js/field/read.js";

const TODAY = 9_500;
const QUESTIONS = ["", "activity=housing&activity=sports", "form=unknown&certainty=possible", "municipality=GM0363", "tie=subsidy&role=grantee", "q=brug"];

function median(times, work) {
  const taken = Array.from({ length: times }, (_unused, turn) => {
    const begun = performance.now();
    work(turn);
    return performance.now() - begun;
  });
  return taken.sort((one, other) => one - other)[times >> 1];
}

const text = readFileSync(process.argv[2], "utf-8");
let columns;
const reading = median(5, () => (columns = readField(JSON.parse(text))));
console.log(`${columns.organisations.rank.length} organisations: the field file is read in ${reading.toFixed(0)} ms`);
for (const query of QUESTIONS) {
  const question = readQuestion(new URLSearchParams(query), columns, TODAY);
  const step = median(60, (turn) => mask(columns, onDay(question, 5_800 + 60 * turn)));
  const counts = median(5, () => optionCounts(columns, question));
  console.log(`  ${(query || "(nothing asked)").padEnd(40)} step ${step.toFixed(2)} ms, counts ${counts.toFixed(0)} ms`);
}
const bins = Array.from({ length: 60 }, (_unused, quarter) => [4_383 + 91 * quarter, 4_383 + 91 * quarter]);
const question = readQuestion(new URLSearchParams(), columns, TODAY);
console.log(`  histogram of 60 quarters ${median(3, () => histogram(columns, question, bins)).toFixed(0)} ms`);
