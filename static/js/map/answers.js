/* The field and its answers: the one place where the map meets static/js/field/. */

import { toDay } from "../time/days.js";
import { mask, optionCounts } from "../field/answer.js";
import { folded } from "../field/fold.js";
import { onDay, readQuestion } from "../field/question.js";
import { readField } from "../field/read.js";
import { PARAMETERS } from "../field/table.js";
import { Walk } from "../field/walk.js";

const OF_PLACES = new Set(
  PARAMETERS.filter(({ reads }) => ["code", "party", "region"].includes(reads)).map(({ name }) => name),
);

export async function loadAnswers(config) {
  const found = await fetch(config.urls.field);
  if (!found.ok) throw new Error(`${config.urls.field}: ${found.status}`);
  return new Answers(readField(await found.json()), config.near);
}

function byName({ code, name }) {
  const key = name.map(folded);
  const places = [...code.keys()];
  places.sort((one, other) => (key[one] < key[other] ? -1 : Number(key[one] > key[other])) || one - other);
  return places.map((place) => [code[place], name[place]]);
}

export class Answers {
  constructor(field, near) {
    this.field = field;
    this.points = new Map();
    this.walk = new Walk(field);
    this.learn(near.text, near.point);
  }

  /** Only the server knows where a place is: it says so with the page and with each list. */
  learn(text, point) {
    if (!text || !point || this.points.has(text)) return false;
    this.points.set(text, { lon: point[0], lat: point[1] });
    return true;
  }

  question(state) {
    const near = this.points.get(state.get("near")) ?? null;
    return readQuestion(state.params, this.field, toDay(state.today), near);
  }

  /** A state as a question, who matches it (1 for each organisation that does, until the next question), and what changed. */
  ask(state) {
    const question = this.question(state);
    return { question, mask: this.walk.ask(question), change: this.walk.change };
  }

  /** Who matches the state's question on another day. */
  askOn(state, day) {
    return mask(this.field, onDay(this.question(state), day));
  }

  /**
   * How many would match if an option were chosen too: (name, value) → number, null when withheld, or undefined where
   * nothing is counted. Of places only those that somebody would answer are counted; of all others it is nobody.
   */
  counts(state) {
    const counted = optionCounts(this.field, this.question(state));
    return (name, value) => {
      const nobody = OF_PLACES.has(name) && name in counted ? 0 : undefined;
      return value in (counted[name] ?? {}) ? counted[name][value] : nobody;
    };
  }

  /** The municipalities that can be chosen, [code, name], in the order of the server. */
  get municipalities() {
    this.inOrder ??= byName(this.field.municipalities);
    return this.inOrder;
  }
}
