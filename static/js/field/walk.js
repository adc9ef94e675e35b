/* The same question on one day after another: only those of whom a row begins or ends to hold in between are looked at
   again. Gives exactly what `mask` gives (tests/js/field/walk.test.js). */

import { mask } from "./answer.js";
import { everybodyThere, groupsOf, makeReading, narrow } from "./reading.js";
import { Gathering, turnsOf } from "./turns.js";

/** The tables whose rows decide on a group of parameters; of the others no row has to hold on a day. */
const TABLES = { held: ({ rows }) => rows, place: () => "places", near: () => "places" };

export class Walk {
  constructor(columns) {
    this.columns = columns;
    this.touched = new Gathering(columns.organisations.rank.length);
    this.last = null;
  }

  /** Who matches, 1 for each; the array is the walk's own and follows the next question. */
  ask(question) {
    if (Object.keys(question.errors).length > 0) return this.begin(question, null);
    const reading = makeReading(this.columns, question);
    const groups = groupsOf(question);
    const name = nameOf(question);
    // What is asked of ties depends on the rows of all other parties: that is answered anew.
    if (groups.has("tie") || this.last?.name !== name || this.last.holder !== reading.holder)
      return this.begin(question, groups.has("tie") ? null : { ...reading, name });
    this.go(reading, [...groups.values()]);
    this.last = { ...reading, name };
    return this.wanted;
  }

  begin(question, last) {
    this.wanted = mask(this.columns, question);
    this.last = last;
    return this.wanted;
  }

  go(reading, groups) {
    const { columns, touched, last, wanted } = this;
    const tables = new Set(["spells", ...groups.map(([parameter]) => TABLES[parameter.test]?.(parameter)).filter(Boolean)]);
    touched.clear();
    for (const table of tables) {
      touched.addTurns(turnsOf(columns[table], reading.lo), last.last, reading.last);
      touched.addTurns(turnsOf(columns[table], reading.hi), last.first, reading.first);
    }
    const again = { ...reading, owners: touched.list() };
    everybodyThere(again, wanted);
    for (const parameters of groups) narrow(wanted, again, parameters);
  }
}

/** Everything of a question but its days, as one text. */
function nameOf({ asked, words, near, within, seenSince, started, ended, born, only, certainty }) {
  return JSON.stringify([asked, words, near, within, seenSince, started, ended, born, only, certainty]);
}
