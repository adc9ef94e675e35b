/* Who stands where on a day: from the answer (which organisations match) to state, seat and category of each.
   Pure, typed arrays only; one call is one step in time. A step costs what changed, not what is there. */

import { BOUNDS, Gathering, turnsOf } from "../field/turns.js";
import { assignSeats, buildSites, bySeniority, changeDays, epochOf, holders } from "./sites.js";

export const ABSENT = 0;
export const CERTAIN = 1;
export const POSSIBLE = 2;
export const ENDED = 3;

/** Why somebody is looked at again: something of its life or of the answer, of its place, or of its colour. */
const STANDING = 1;
const PLACE = 2;
const COLOUR = 4;

/** More codes of categories than there can be terms and combinations of terms. */
export const CODES = 8192;

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

export class Picture {
  constructor(field) {
    const total = field.organisations.key.length;
    this.field = field;
    this.total = total;
    this.state = new Uint8Array(total);
    this.row = new Int32Array(total);
    this.category = new Int32Array(total);
    this.met = new Uint8Array(CODES);
    this.standings = new Int32Array(4);
    this.sites = buildSites(field);
    this.seniority = bySeniority(field);
    this.changes = changeDays(field.municipalities);
    this.epoch = NaN;
    this.shown = 0;
    this.placeless = 0;
    this.mask = new Uint8Array(total);
    this.touched = new Gathering(total);
    this.changed = new Gathering(total);
    this.version = 0;
  }

  /** Municipalities change hands only on some days; seats are dealt anew only then. */
  enterEpoch(day) {
    const epoch = epochOf(this.changes, day);
    if (epoch === this.epoch) return false;
    this.epoch = epoch;
    this.holder = holders(this.field.municipalities, day);
    const { seat, site, taken } = assignSeats(this.field, this.sites, this.holder, this.seniority);
    Object.assign(this, { seat, site, taken });
    return true;
  }

  /**
   * Fill state, row (place row, −1 = no known place) and category for everyone who matches. Who need not be looked at
   * again since the last call is left as it was: `changed` lists the others, `isNew` says that it lists everybody.
   * @param mask 1 for each organisation that answers the question
   * @param day the day shown; in a range, its last day
   * @param colour a reader of categories (categories.js)
   */
  show(mask, day, colour) {
    const entered = this.enterEpoch(day);
    this.isNew = entered || colour !== this.colour;
    this.version += 1;
    this.changed.clear();
    this.touched.clear();
    if (this.isNew) this.startOver();
    else this.gatherTurns(day, colour);
    gatherDifferences(this.touched, this.mask, mask);
    this.mask.set(mask);
    Object.assign(this, { day, colour });
    const owners = this.touched.list();
    for (let at = 0; at < owners.length; at += 1) this.look(owners[at]);
    return this;
  }

  /** Everyone of whom something begins or ends to hold between the day shown and another. */
  gatherTurns(day, colour) {
    const { touched, field } = this;
    for (const bound of BOUNDS) {
      touched.addTurns(turnsOf(field.spells, bound), this.day, day, STANDING);
      touched.addTurns(turnsOf(field.places, bound), this.day, day, PLACE);
    }
    for (const turns of colour.turns) touched.addTurns(turns(), this.day, day, COLOUR);
  }

  startOver() {
    this.mask.fill(0);
    this.state.fill(ABSENT);
    this.standings.fill(0);
    this.shown = 0;
    this.placeless = 0;
  }

  /** See anew whether, where and as what one organisation is there. */
  look(owner) {
    const { state, row, category, field, day } = this;
    const before = state[owner];
    if (this.mask[owner] === 0) {
      if (before === ABSENT) return;
      this.count(owner, -1);
      state[owner] = ABSENT;
      this.changed.add(owner);
      return;
    }
    const why = this.touched.reasons[owner];
    // Who has ended is shown as on a day of its own, which may be another one now.
    const isWhole = before === ABSENT || before === ENDED || (why & STANDING) !== 0;
    const now = isWhole ? standing(field.spells, owner, day) : before;
    const then = now === ENDED ? lastDay(field.spells, owner, day) : day;
    const at = isWhole || (why & PLACE) !== 0 ? this.placeOn(owner, then) : row[owner];
    const code = isWhole || (why & COLOUR) !== 0 ? this.colour.of(owner, then) : category[owner];
    if (now === before && at === row[owner] && code === category[owner]) return;
    if (before !== ABSENT) this.count(owner, -1);
    state[owner] = now;
    row[owner] = at;
    category[owner] = code;
    this.met[code] = 1;
    this.count(owner, 1);
    this.changed.add(owner);
  }

  placeOn(owner, day) {
    const at = rowOn(this.field.places, owner, day);
    return at >= 0 && this.site[at] < 0 ? -1 : at;
  }

  count(owner, change) {
    this.shown += change;
    this.standings[this.state[owner]] += change;
    if (this.row[owner] < 0) this.placeless += change;
  }
}

/** Everyone who matches now and did not, or the other way round; four at a time. */
function gatherDifferences(gathering, before, now) {
  const words = before.length >> 2;
  const [one, other] = [new Int32Array(before.buffer, 0, words), new Int32Array(now.buffer, now.byteOffset, words)];
  for (let word = 0; word < words; word += 1) {
    if (one[word] === other[word]) continue;
    for (let owner = 4 * word; owner < 4 * word + 4; owner += 1)
      if (before[owner] !== now[owner]) gathering.add(owner, STANDING);
  }
  for (let owner = 4 * words; owner < before.length; owner += 1)
    if (before[owner] !== now[owner]) gathering.add(owner, STANDING);
}

/** Certainly there, possibly there, or no longer: an organisation that matches a range may have ended in it. */
function standing(spells, owner, day) {
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
