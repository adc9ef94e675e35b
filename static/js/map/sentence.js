/* The result in a sentence, at once, while the list is still on its way; the same words as the server's. */

import { EARLIEST, LATEST, toDate } from "../time/days.js";

/** How many are there on the day, or at some moment of the range. */
export function sentenceFor(question, shown, words) {
  const found = words.count(question.born === "all" ? "organisations" : "initiatives", shown);
  const when = whenWords(question, words);
  return words.say(question.ranged ? "result_range" : "result_day", { found, when });
}

/** The day or the range that is shown. */
export function whenWords({ first, last, division, ranged }, words) {
  // A line that ended in the middle of a day would make of "26" the number of something.
  const said = (day) => words.day(toDate(day)).replaceAll(" ", "\u00a0");
  if (!ranged) return said(division);
  const [begins, ends] = [first > EARLIEST, last < LATEST];
  if (!begins && !ends) return words.say("any_time");
  if (!begins) return words.say("until_day", { day: said(last) });
  return ends
    ? words.say("between_days", { first: said(first), last: said(last) })
    : words.say("from_day", { first: said(first) });
}
