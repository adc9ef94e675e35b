/* Who stands where on a day: from the answer (which organisations match) to state, seat and category of each.
   Pure, typed arrays only; one call is one step in time. A step costs what changed, not what is there. */

import { assignSeats, buildSites, bySeniority, changeDays, epochOf, holders } from "./sites.js";
import { ABSENT, Stretches } from "./stretches.js";

export { ABSENT, CERTAIN, ENDED, POSSIBLE, rowOn } from "./stretches.js";

/** More codes of categories than there can be terms and combinations of terms. */
export const CODES = 8192;

export class Picture {
  constructor(field) {
    const total = field.organisations.key.length;
    this.field = field;
    this.total = total;
    this.state = new Uint8Array(total);
    this.row = new Int32Array(total);
    this.category = new Uint16Array(total);
    this.met = new Uint8Array(CODES);
    this.standings = new Int32Array(4);
    this.sites = buildSites(field);
    this.seniority = bySeniority(field);
    this.rank = new Int32Array(total);
    this.seniority.forEach((owner, rank) => (this.rank[owner] = rank));
    this.changes = changeDays(field.municipalities);
    this.epoch = NaN;
    this.dealt = new Map();
    this.shown = 0;
    this.placeless = 0;
    this.mask = new Uint8Array(total);
    this.answer = null;
    /** Who looks different since the last call of `show`: the first so many; with the row (−1 also for who was not there)
        and the category of before. */
    this.changed = { owners: new Int32Array(total), rows: new Int32Array(total), codes: new Uint16Array(total), count: 0 };
    this.version = 0;
  }

  /** Municipalities change hands only on some days; seats are dealt anew only then, and once for each time between two. */
  enterEpoch(day) {
    const epoch = epochOf(this.changes, day);
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    if (!this.dealt.has(epoch)) {
      const holder = holders(this.field.municipalities, day);
      this.dealt.set(epoch, { holder, ...assignSeats(this.field, this.sites, holder, this.seniority) });
    }
    Object.assign(this, this.dealt.get(epoch));
  }

  /**
   * Fill state, row (place row, −1 = no known place) and category for everyone who matches. Who need not be looked at
   * again since the last call is left as it was: `changed` has the others, `isNew` says that it has everybody.
   * @param mask 1 for each organisation that answers the question
   * @param day the day shown; in a range, its last day
   * @param colour a reader of categories (categories.js)
   * @param change what the mask changed since another answer (walk.js), when that is known
   */
  show(mask, day, colour, change = null) {
    this.enterEpoch(day);
    this.isNew = colour !== this.colour;
    this.version += 1;
    this.changed.count = 0;
    if (colour !== this.colour) this.stretches = new Stretches(this.field, colour);
    this.colour = colour;
    const [from, until] = this.stretches.go(day);
    if (this.isNew) this.startOver();
    this.take(mask, change);
    const { owner } = this.stretches;
    for (let one = from; one < until; one += 1) this.look(owner[one]);
    return this;
  }

  startOver() {
    this.mask.fill(0);
    this.state.fill(ABSENT);
    this.standings.fill(0);
    this.shown = 0;
    this.placeless = 0;
    this.answer = null;
  }

  /** Take over who matches, and look at everyone who matches now and did not, or the other way round. */
  take(mask, change) {
    if (change?.owners && change.since === this.answer) {
      for (let at = 0; at < change.owners.length; at += 1) this.compare(change.owners[at], mask);
    } else {
      for (let owner = 0; owner < mask.length; owner += 1) this.compare(owner, mask);
    }
    this.answer = change?.answer ?? null;
  }

  compare(owner, mask) {
    if (this.mask[owner] === mask[owner]) return;
    this.mask[owner] = mask[owner];
    this.look(owner);
  }

  /** See anew whether, where and as what one organisation is there. */
  look(owner) {
    const { state, row, category, stretches } = this;
    const before = state[owner];
    if (this.mask[owner] === 0) {
      if (before === ABSENT) return;
      this.note(owner);
      this.count(owner, -1);
      state[owner] = ABSENT;
      return;
    }
    const now = stretches.at[owner];
    const at = this.standsAt(stretches.row[now]);
    const code = stretches.code[now];
    if (stretches.standing[now] === before && at === row[owner] && code === category[owner]) return;
    this.note(owner);
    if (before !== ABSENT) this.count(owner, -1);
    state[owner] = stretches.standing[now];
    row[owner] = at;
    category[owner] = code;
    this.met[code] = 1;
    this.count(owner, 1);
  }

  /** Note what somebody was; nobody is noted twice, for who has been looked at looks the same when looked at again. */
  note(owner) {
    const { changed } = this;
    changed.owners[changed.count] = owner;
    changed.rows[changed.count] = this.state[owner] === ABSENT ? -1 : this.row[owner];
    changed.codes[changed.count] = this.category[owner];
    changed.count += 1;
  }

  /** A place row by which somebody can be put on the map, the same in every epoch; −1 for none. */
  standsAt(row) {
    return row >= 0 && this.site[row] < 0 ? -1 : row;
  }

  count(owner, change) {
    this.shown += change;
    this.standings[this.state[owner]] += change;
    if (this.row[owner] < 0) this.placeless += change;
  }
}
