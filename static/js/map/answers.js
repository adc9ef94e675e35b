/* The field and its answers: the one place where the map meets static/js/field/. */

import { toDay } from "../time/days.js";
import { answer, optionCounts } from "../field/answer.js";
import { readQuestion } from "../field/question.js";
import { readField } from "../field/read.js";

export async function loadAnswers(config) {
  const [field, table] = await Promise.all([fetchJson(config.urls.field), config.table]);
  return new Answers(readField(field), table);
}

async function fetchJson(address) {
  const found = await fetch(address);
  if (!found.ok) throw new Error(`${address}: ${found.status}`);
  return found.json();
}

export class Answers {
  constructor(field, table) {
    this.field = field;
    this.table = table;
  }

  /** Who matches a state: 1 for each organisation that does. */
  ask(state) {
    return answer(this.field, readQuestion(state.params, state.today));
  }

  /** Who matches the state's question on another day. */
  askOn(state, day) {
    const question = readQuestion(state.params, state.today);
    return answer(this.field, { ...question, day, from: null, to: null });
  }

  /** How many would match if an option were chosen too: (name, value) → number or undefined. */
  counts(state) {
    const counted = optionCounts(this.field, readQuestion(state.params, state.today));
    return (name, value) => counted[name]?.[value];
  }
}
