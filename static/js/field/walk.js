/* The same question on one day after another: only those of whom a row begins or ends to hold in between are looked at
   again. Gives exactly what `mask` gives (tests/js/field/walk.test.js). */

import { mask } from "./answer.js";
import { municipalitiesOn } from "./municipality.js";
import { boundsFor, everybodyThere, groupsOf, makeReading, narrow } from "./reading.js";
import { Turned, turnsOf } from "./turns.js";

/** The tables whose rows decide on a group of parameters; of the others no row has to hold on a day. */
const TABLES = { held: ({ rows }) => rows, place: () => "places", near: () => "places" };

export class Walk {
  constructor(columns) {
    this.columns = columns;
    this.touched = new Turned();
    this.last = null;
    /** The answer, and who may be answered otherwise than in the one before it: everybody when `owners` is null. */
    this.change = { since: null, answer: {}, owners: null };
  }

  /** Who matches, 1 for each; the array is the walk's own and follows the next question. */
  ask(question) {
    const last = this.follow(question);
    const since = this.change.answer;
    if (last) this.go(last);
    else this.wanted = mask(this.columns, question);
    this.change = { since, answer: {}, owners: last ? this.touched.list() : null };
    return this.wanted;
  }

  /** The reading of the last question when this one asks the same of another day; else null. */
  follow(question) {
    const { last } = this;
    this.last = null;
    if (Object.keys(question.errors).length > 0) return null;
    if (last === null || !asksSame(last.question, question)) {
      this.begin(question);
      return null;
    }
    const { first, last: end } = question;
    this.last = { ...last, question, first, last: end };
    if (!last.isDivided) return last;
    this.last.holder = municipalitiesOn(this.columns, question.division);
    return last.holder === this.last.holder ? last : null;
  }

  begin(question) {
    const groups = groupsOf(question);
    // What is asked of ties depends on the rows of all other parties: that is answered anew.
    if (groups.has("tie")) return;
    const isDivided = [...groups.values()].some(([parameter]) => parameter.test === "place");
    this.last = { ...makeReading(this.columns, question), groups, isDivided, turns: this.turnsFor(groups, question) };
  }

  /** The turns of every bound on which the answer depends: [of beginnings, of ends] for each table. */
  turnsFor(groups, { certainty }) {
    const named = [...groups.values()].map(([parameter]) => TABLES[parameter.test]?.(parameter)).filter(Boolean);
    const [lo, hi] = boundsFor(certainty);
    return [...new Set(["spells", ...named])].map((table) => [lo, hi].map((bound) => turnsOf(this.columns[table], bound)));
  }

  go(last) {
    const { touched, wanted, last: reading } = this;
    touched.clear();
    for (const [begins, ends] of reading.turns) {
      touched.add(begins, last.last, reading.last);
      touched.add(ends, last.first, reading.first);
    }
    reading.owners = touched.list();
    everybodyThere(reading, wanted);
    for (const parameters of reading.groups.values()) narrow(wanted, reading, parameters);
  }
}

/** Whether two questions differ in nothing but their days. */
function asksSame(one, other) {
  return ASKED.every((name) => one[name] === other[name]) || nameOf(one) === nameOf(other);
}

/** Everything that a question asks but its days. */
const ASKED = ["asked", "words", "near", "within", "seenSince", "started", "ended", "born", "only", "certainty"];

function nameOf(question) {
  return JSON.stringify(ASKED.map((name) => question[name]));
}
