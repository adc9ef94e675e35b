/* Who stands where on a day: from the answer (which organisations match) to state, seat and category of each.
   Pure, typed arrays only; one call is one step in time. A step costs what changed, not what is there. */

import { ownersOf } from "../field/turns.js";
import { assignSeats, buildSites, bySeniority, changeDays, epochOf, freeSeats, holders, mostEver, rowsBySeniority, rowsRecorded } from "./sites.js";
import { ABSENT, Stretches } from "./stretches.js";

export { ABSENT, CERTAIN, ENDED, POSSIBLE, rowOn } from "./stretches.js";

/** More codes of categories than there can be terms and combinations of terms. */
export const CODES = 8192;

/** So many are looked at together. */
const TOGETHER = 4096;

export class Picture {
  constructor(field) {
    const total = field.organisations.key.length;
    this.field = field;
    this.total = total;
    /** How everyone stands, two numbers each (stretches.js): memory gives both at once. */
    this.looks = new Int32Array(2 * total);
    this.met = new Uint8Array(CODES);
    /** How many are absent, certain, possible and ended. */
    this.standings = new Int32Array(4);
    this.sites = buildSites(field);
    this.seniority = bySeniority(field);
    this.rank = new Int32Array(total);
    this.seniority.forEach((owner, rank) => (this.rank[owner] = rank));
    this.changes = changeDays(field.municipalities);
    this.places = rowsBySeniority(field, this.sites, this.seniority);
    this.fixed = assignSeats(field, this.places.own, (row) => this.sites.ofPlace[row], freeSeats(field, this.sites));
    /** The most that ever stand at each site: what depends on it stays the same while time moves. */
    this.most = mostEver(field, this.places, this.fixed);
    this.epoch = NaN;
    this.dealt = new Map();
    this.placeless = 0;
    this.everybody = Int32Array.from({ length: total }, (_unused, owner) => owner);
    this.todo = new Int32Array(TOGETHER);
    this.answer = null;
    /** The place rows that lie elsewhere than at the last call of `show`. */
    this.moved = [];
    /** Who looks different since the last call of `show`: the first so many; with the row (−1 also for who was not there)
        and the category of before. */
    this.changed = { owners: new Int32Array(total), rows: new Int32Array(total), codes: new Uint16Array(total), count: 0 };
    this.version = 0;
  }

  get shown() {
    return this.total - this.standings[ABSENT];
  }

  /** ABSENT, CERTAIN, POSSIBLE or ENDED. */
  stateOf(owner) {
    return this.looks[2 * owner + 1] & 3;
  }

  /** The place row, −1 for no known place and for who is not there. */
  rowOf(owner) {
    return this.looks[2 * owner];
  }

  categoryOf(owner) {
    return this.looks[2 * owner + 1] >> 2;
  }

  /** Municipalities change hands only on some days. Gives the place rows that then lie elsewhere than before. */
  enterEpoch(day) {
    const epoch = epochOf(this.changes, day);
    if (epoch === this.epoch) return [];
    this.epoch = epoch;
    const { holder: before } = this;
    if (!this.dealt.has(epoch)) this.dealt.set(epoch, this.deal(holders(this.field.municipalities, day)));
    Object.assign(this, this.dealt.get(epoch));
    return before ? rowsRecorded(this.places, (index) => before[index] !== this.holder[index]) : [];
  }

  /** Deal anew the seats at points of municipalities that have other hands now than a moment ago; the others stay. */
  deal(holder) {
    const { field, places, holder: before } = this;
    const { municipality } = field.places;
    const given = before ? this : this.fixed;
    const taken = given.taken.slice();
    const hands = new Set();
    holder.forEach((now, index) => {
      if (now !== before?.[index]) hands.add(now).add(before?.[index] ?? now);
    });
    for (const site of hands) taken[site] = 0;
    const rows = rowsRecorded(places, (index) => hands.has(holder[index]));
    return { holder, ...assignSeats(field, rows, (row) => holder[municipality[row]], { ...given, taken }) };
  }

  /**
   * Find state, place row and category of everyone who matches. Who need not be looked at
   * again since the last call is left as it was: `changed` has the others, `isNew` says that it has everybody.
   * @param mask 1 for each organisation that answers the question
   * @param day the day shown; in a range, its last day
   * @param colour a reader of categories (categories.js)
   * @param change what the mask changed since another answer (walk.js), when that is known
   */
  show(mask, day, colour, change = null) {
    this.moved = this.enterEpoch(day);
    this.isNew = colour !== this.colour;
    this.version += 1;
    this.changed.count = 0;
    if (this.isNew) this.stretches = new Stretches(this.field, colour);
    this.colour = colour;
    this.mask = mask;
    const [from, until] = this.stretches.go(day);
    if (this.isNew) this.startOver();
    const owners = change?.owners && change.since === this.answer ? change.owners : this.everybody;
    this.answer = change?.answer ?? null;
    this.lookAt(owners, 0, owners.length);
    if (owners !== this.everybody) this.lookAt(this.stretches.owner, from, until);
    if (this.moved.length > 0) this.noteMoved();
    return this;
  }

  /** Who is as before, at a place that lies elsewhere now, looks different too. */
  noteMoved() {
    const { looks, changed } = this;
    const owners = ownersOf(this.field.places);
    const noted = new Uint8Array(this.total);
    for (let at = 0; at < changed.count; at += 1) noted[changed.owners[at]] = 1;
    for (const place of this.moved) {
      const owner = owners[place];
      if (noted[owner] === 1 || looks[2 * owner] !== place) continue;
      changed.owners[changed.count] = owner;
      changed.rows[changed.count] = place;
      changed.codes[changed.count] = this.categoryOf(owner);
      changed.count += 1;
    }
  }

  startOver() {
    for (let owner = 0; owner < this.total; owner += 1) {
      this.looks[2 * owner] = -1;
      this.looks[2 * owner + 1] = ABSENT;
    }
    this.standings.fill(0);
    this.standings[ABSENT] = this.total;
    this.placeless = 0;
    this.answer = null;
  }

  /**
   * Look at those of a list of owners (from … until) who look different. That is found out for many at once and by
   * arithmetic: a processor then asks memory for all of them together, and has no outcome to guess and wait for.
   */
  lookAt(owners, from, until) {
    const { mask, looks, stretches, todo } = this;
    const { at: stretchOf, looks: others } = stretches;
    for (let start = from; start < until; start += todo.length) {
      const end = Math.min(until, start + todo.length);
      let count = 0;
      for (let at = start; at < end; at += 1) {
        const owner = owners[at];
        const now = 2 * stretchOf[owner];
        const matches = -mask[owner];
        const differs = (looks[2 * owner] ^ (others[now] | ~matches)) | (looks[2 * owner + 1] ^ (others[now + 1] & matches));
        todo[count] = owner;
        count += (differs | -differs) >>> 31;
      }
      this.settle(count);
    }
  }

  /** See anew whether, where and as what the first so many of `todo` are there. */
  settle(count) {
    const { mask, looks, stretches, todo, changed, met, standings } = this;
    const { at: stretchOf, looks: others } = stretches;
    const { owners, rows, codes } = changed;
    let { count: noted } = changed;
    for (let at = 0; at < count; at += 1) {
      const owner = todo[at];
      const now = 2 * stretchOf[owner];
      const matches = -mask[owner];
      const [row, word] = [others[now] | ~matches, others[now + 1] & matches];
      const [rowBefore, before] = [looks[2 * owner], looks[2 * owner + 1]];
      // Somebody may be in a list twice, but looks the same when looked at again.
      if (row === rowBefore && word === before) continue;
      looks[2 * owner] = row;
      looks[2 * owner + 1] = word;
      owners[noted] = owner;
      rows[noted] = rowBefore;
      codes[noted] = before >> 2;
      noted += 1;
      standings[before & 3] -= 1;
      standings[word & 3] += 1;
      if (before !== ABSENT && rowBefore < 0) this.placeless -= 1;
      if (word === ABSENT) continue;
      if (row < 0) this.placeless += 1;
      met[word >> 2] = 1;
    }
    changed.count = noted;
  }
}
