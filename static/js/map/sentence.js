/* The result in a sentence, at once, while the list is still on its way. */

import { toDate, toDay } from "../time/days.js";

/** How many are there on the day, or at some moment of the range; the same words as the server's. */
export function sentenceFor(state, shown, words) {
  const found = words.count(state.get("born") === "all" ? "organisations" : "initiatives", shown);
  if (!state.hasRange) return words.say("result_day", { found, when: said(state.day, words) });
  return words.say("result_range", { found, when: rangeWords(state, words) });
}

function rangeWords(state, words) {
  const [from, to] = [state.get("from"), state.get("to")];
  if (!from) return words.say("until_day", { day: said(to, words) });
  if (!to) return words.say("from_day", { day: said(from, words) });
  return words.say("between_days", { first: said(from, words), last: said(to, words) });
}

function said(iso, words) {
  return words.day(toDate(toDay(iso)));
}

/** First and last day of the range as numbers; an end that is not named is today or the same day. */
export function rangeOf(state) {
  const to = toDay(state.get("to") || state.today);
  const from = toDay(state.get("from") || state.get("to"));
  return [Math.min(from, to), to];
}
