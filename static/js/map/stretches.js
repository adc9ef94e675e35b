/* The field as stretches of time in which nothing changes of an organisation that a map shows: whether it is there, at
   which place, in which category. Worked out once for a colour; a step in time then reads off who enters which stretch.
   Pure, typed arrays only. */

import { DISTANT_FUTURE, DISTANT_PAST } from "../time/days.js";

export const ABSENT = 0;
export const CERTAIN = 1;
export const POSSIBLE = 2;
export const ENDED = 3;

/** The row of an owner that certainly holds on the day, else one that possibly does, else −1. */
export function rowOn(table, owner, day) {
  let possible = -1;
  for (let row = table.offsets[owner]; row < table.offsets[owner + 1]; row += 1) {
    if (table.start_lo[row] > day || day >= table.end_hi[row]) continue;
    if (table.start_hi[row] <= day && day < table.end_lo[row]) return row;
    if (possible < 0) possible = row;
  }
  return possible;
}

/** Certainly there, possibly there, or no longer: an organisation that matches a range may have ended in it. */
export function standing(spells, owner, day) {
  let found = ENDED;
  for (let row = spells.offsets[owner]; row < spells.offsets[owner + 1]; row += 1) {
    if (spells.state[row] !== 0 || spells.start_lo[row] > day || day >= spells.end_hi[row]) continue;
    if (spells.start_hi[row] <= day && day < spells.end_lo[row]) return CERTAIN;
    found = POSSIBLE;
  }
  return found;
}

/** The last day before `day` on which who has ended since was there: they are shown as they were then. */
export function lastDay(spells, owner, day) {
  let last = day;
  let found = -Infinity;
  for (let row = spells.offsets[owner]; row < spells.offsets[owner + 1]; row += 1) {
    if (spells.state[row] !== 0 || spells.start_lo[row] > day) continue;
    found = Math.max(found, spells.end_lo[row] - 1, spells.start_lo[row]);
    last = Math.min(day, found);
  }
  return last;
}

/** The place row by which an owner can be put on a map on the day; −1 when nobody knows where that is. */
function placeOn(places, owner, day) {
  const row = rowOn(places, owner, day);
  return row >= 0 && places.level[row] === 0 && places.municipality[row] < 0 ? -1 : row;
}

/** Calls `meet` with every day on which a row of an owner begins or ends to hold. */
export function eachBound({ offsets, start_lo, start_hi, end_lo, end_hi }, owner, meet) {
  for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1) {
    meet(start_lo[row]);
    meet(start_hi[row]);
    meet(end_lo[row]);
    meet(end_hi[row]);
  }
}

export class Stretches {
  /** @param colour a reader of categories (categories.js) */
  constructor(field, colour) {
    this.total = field.spells.offsets.length - 1;
    this.order(new Listing(field, colour));
    /** The stretch in which each organisation is. */
    this.at = new Int32Array(this.total);
    this.passed = 0;
  }

  /** Put what was listed by owner in the order of days; of equal days the owner with the lower number comes first. */
  order({ days, owners, looks }) {
    const known = days.filter((day) => day > DISTANT_PAST);
    this.first = known.reduce((least, day) => Math.min(least, day), DISTANT_FUTURE) - 1;
    const last = known.reduce((most, day) => Math.max(most, day), this.first);
    const slot = (day) => Math.max(day - this.first, 0);
    this.starts = new Int32Array(last - this.first + 2);
    for (const day of days) this.starts[slot(day) + 1] += 1;
    for (let at = 1; at < this.starts.length; at += 1) this.starts[at] += this.starts[at - 1];
    const next = this.starts.slice();
    const count = days.length;
    this.owner = new Int32Array(count);
    this.before = new Int32Array(count);
    /** Of each stretch the place row (−1 also for who is not there), and standing + 4 × category (0 for who is not there). */
    this.looks = new Int32Array(2 * count);
    for (let listed = 0, previous = -1; listed < count; listed += 1) {
      const at = next[slot(days[listed])]++;
      this.owner[at] = owners[listed];
      this.looks[2 * at] = looks[2 * listed];
      this.looks[2 * at + 1] = looks[2 * listed + 1];
      this.before[at] = listed > 0 && owners[listed - 1] === owners[listed] ? previous : -1;
      previous = at;
    }
  }

  /**
   * Go to a day: everyone is in the stretch of that day. Who came into another one owns a stretch in the returned part
   * [from, until) of all stretches; some may own several.
   */
  go(day) {
    const { at, owner, before, starts, passed } = this;
    const target = starts[Math.min(Math.max(day + 1 - this.first, 1), starts.length - 1)];
    for (let one = passed; one < target; one += 1) at[owner[one]] = one;
    for (let one = passed - 1; one >= target; one -= 1) at[owner[one]] = before[one];
    this.passed = target;
    return target > passed ? [passed, target] : [target, passed];
  }
}

/** The stretches of all organisations one after another, each with its first day; the first of each is of ever. */
class Listing {
  constructor(field, colour) {
    Object.assign(this, { field, colour, days: [], owners: [], looks: [] });
    this.turns = new Int32Array(64);
    this.count = 0;
    const meet = (day) => this.meet(day);
    for (let owner = 0; owner + 1 < field.spells.offsets.length; owner += 1) {
      this.count = 0;
      eachBound(field.spells, owner, meet);
      eachBound(field.places, owner, meet);
      colour.eachDay(owner, meet);
      this.add(owner, DISTANT_PAST);
      for (let turn = 0; turn < this.count; turn += 1) this.add(owner, this.turns[turn]);
    }
  }

  /** A day on which something may change: kept in order, each once; an open side is no day. */
  meet(day) {
    if (day <= DISTANT_PAST || day >= DISTANT_FUTURE) return;
    let place = this.count;
    while (place > 0 && this.turns[place - 1] > day) place -= 1;
    if (place > 0 && this.turns[place - 1] === day) return;
    if (this.count === this.turns.length) {
      const more = new Int32Array(2 * this.count);
      more.set(this.turns);
      this.turns = more;
    }
    this.turns.copyWithin(place + 1, place, this.count);
    this.turns[place] = day;
    this.count += 1;
  }

  /** Who has ended is as on its last day. */
  add(owner, day) {
    const { field, colour, days, owners, looks } = this;
    const now = standing(field.spells, owner, day);
    const then = now === ENDED ? lastDay(field.spells, owner, day) : day;
    const row = now === ABSENT ? -1 : placeOn(field.places, owner, then);
    const word = now === ABSENT ? ABSENT : now + 4 * colour.of(owner, then);
    if (day > DISTANT_PAST && looks[looks.length - 2] === row && looks[looks.length - 1] === word) return;
    days.push(day);
    owners.push(owner);
    looks.push(row, word);
  }
}
