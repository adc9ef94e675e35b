/* Answers from the columns, the same as mapping/question/answer.py gives. */

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
  const activity = Object.fromEntries([...columns.terms.activity, "unknown"].map((term) => [term, bins.map(() => 0)]));
  const total = bins.map(([first, last], bin) => {
    const asked = { ...onDay(question, last), first, last };
    const wanted = mask(columns, asked);
    countActivities(columns, makeReading(columns, asked), wanted, (term) => (activity[term][bin] += 1));
    return wanted.reduce((sum, one) => sum + one, 0);
  });
  return { total, activity };
}

function countActivities(columns, { first, last, lo, hi }, wanted, count) {
  const { phases, terms } = columns;
  const { offsets, [lo]: from, [hi]: until } = phases;
  const does = new Uint32Array(phases.activity.length);
  for (let owner = 0; owner < wanted.length; owner += 1) {
    if (!wanted[owner]) continue;
    does.fill(0);
    for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1) {
      if (!(from[row] <= last && until[row] > first && from[row] < until[row])) continue;
      for (let word = 0; word < does.length; word += 1) does[word] |= phases.activity[word][row];
    }
    let spoken = false;
    for (let number = 0; number < terms.activity.length; number += 1) {
      if ((does[number >> 5] & (1 << (number & 31))) === 0) continue;
      spoken = true;
      count(terms.activity[number]);
    }
    if (!spoken) count("unknown");
  }
}
