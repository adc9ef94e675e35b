/* Answers from the columns, the same as mapping/question/answer.py gives. */

import { countTerms, gather } from "./counts.js";
import { onDay } from "./question.js";
import { everybodyThere, groupsOf, makeReading, narrow } from "./reading.js";

export { optionCounts } from "./counts.js";

/** Who matches: a Uint8Array with 1 for each organisation that does. Nobody when the question has errors. */
export function mask(columns, question) {
  if (Object.keys(question.errors).length > 0) return new Uint8Array(columns.organisations.rank.length);
  const reading = makeReading(columns, question);
  const wanted = everybodyThere(reading);
  for (const parameters of groupsOf(question).values()) narrow(wanted, reading, parameters);
  return wanted;
}

/**
 * How many match in each bin ([first, last] days), `total` and by `activity` (with `unknown`). An initiative with several
 * activities counts in each of them, so that these add up to more than the total.
 */
export function histogram(columns, question, bins) {
  const terms = columns.terms.activity;
  const activity = Object.fromEntries([...terms, "unknown"].map((term) => [term, []]));
  const total = bins.map(([first, last]) => {
    const asked = { ...onDay(question, last), first, last };
    const wanted = mask(columns, asked);
    const reading = makeReading(columns, asked);
    const { counts, none } = countTerms(wanted, columns.phases.activity.map((word) => gather(reading, columns.phases, word, wanted)), terms.length);
    terms.forEach((term, number) => activity[term].push(counts[number]));
    activity.unknown.push(none);
    return wanted.reduce((sum, one) => sum + one, 0);
  });
  return { total, activity };
}
