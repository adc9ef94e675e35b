/* Who stands where on a day: from the answer (which organisations match) to state, seat and category of each.
   Pure, typed arrays only; one call is one step in time. */

import { assignSeats, buildSites, bySeniority, changeDays, epochOf, holders } from "./sites.js";

export const ABSENT = 0;
export const CERTAIN = 1;
export const POSSIBLE = 2;
export const ENDED = 3;

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
    this.standings = new Uint8Array(4);
    this.sites = buildSites(field);
    this.seniority = bySeniority(field);
    this.changes = changeDays(field.municipalities);
    this.epoch = NaN;
    this.shown = 0;
    this.placeless = 0;
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
   * Fill state, row (place row, −1 = no known place) and category for everyone who matches.
   * @param mask 1 for each organisation that answers the question
   * @param day the day shown; in a range, its last day
   * @param colour a reader of categories (categories.js)
   */
  show(mask, day, colour) {
    this.enterEpoch(day);
    const { state, row, category, field } = this;
    const { places, spells } = field;
    const { met, standings } = this;
    standings.fill(0);
    this.shown = 0;
    this.placeless = 0;
    this.day = day;
    for (let owner = 0; owner < this.total; owner += 1) {
      if (mask[owner] === 0) {
        state[owner] = ABSENT;
        continue;
      }
      this.shown += 1;
      state[owner] = standing(spells, owner, day);
      const then = state[owner] === ENDED ? lastDay(spells, owner, day) : day;
      let at = rowOn(places, owner, then);
      if (at >= 0 && this.site[at] < 0) at = -1;
      if (at < 0) this.placeless += 1;
      row[owner] = at;
      category[owner] = colour.of(owner, then);
      met[category[owner]] = 1;
      standings[state[owner]] = 1;
    }
    return this;
  }
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
