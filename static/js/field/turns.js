/* On which day whose row begins or ends to hold: what may change between two days is read off, not searched. */

import { DISTANT_FUTURE, DISTANT_PAST } from "../time/days.js";
import { kept } from "./kept.js";

/** Owners in the order of their days: { first (day), starts (of each day from the first on its place in `owners`), owners }. */
export function sortByDay(days, ownerOf) {
  let [first, last] = [DISTANT_FUTURE, DISTANT_PAST];
  for (const day of days) {
    if (!isReal(day)) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const starts = new Int32Array(Math.max(0, last - first + 1) + 1);
  for (const day of days) if (isReal(day)) starts[day - first + 1] += 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] += starts[at - 1];
  const next = starts.slice();
  const owners = new Int32Array(starts[starts.length - 1]);
  for (let row = 0; row < days.length; row += 1) if (isReal(days[row])) owners[next[days[row] - first]++] = ownerOf[row];
  return { first, starts, owners };
}

/** An open side is no day: nothing ever changes on it. */
function isReal(day) {
  return day > DISTANT_PAST && day < DISTANT_FUTURE;
}

/** The turns of one bound of a table whose rows have owners. */
export function turnsOf(table, bound) {
  return kept(table, `turns ${bound}`, () => sortByDay(table[bound], ownersOf(table)));
}

export function ownersOf(table) {
  return kept(table, "owners", () => {
    const { offsets } = table;
    const owners = new Int32Array(offsets[offsets.length - 1]);
    for (let owner = 0; owner + 1 < offsets.length; owner += 1) owners.fill(owner, offsets[owner], offsets[owner + 1]);
    return owners;
  });
}

/** A list of owners in which nobody is twice. */
export class Gathering {
  constructor(total) {
    this.owners = new Int32Array(total);
    this.isIn = new Uint8Array(total);
    this.count = 0;
  }

  clear() {
    for (let at = 0; at < this.count; at += 1) this.isIn[this.owners[at]] = 0;
    this.count = 0;
  }

  add(owner) {
    if (this.isIn[owner] === 1) return;
    this.isIn[owner] = 1;
    this.owners[this.count++] = owner;
  }

  list() {
    return this.owners.subarray(0, this.count);
  }
}

/** Whose turn it is between two days; who has several turns is in it several times, because looking again is cheaper than asking of
    each whether it is in. */
export class Turned {
  constructor() {
    this.owners = new Int32Array(1024);
    this.count = 0;
  }

  clear() {
    this.count = 0;
  }

  /** Add everyone with a turn after the earlier of two days, up to and with the later one. */
  add({ first, starts, owners }, one, other) {
    const days = starts.length - 1;
    const slot = (day) => starts[Math.min(Math.max(day + 1 - first, 0), days)];
    const more = owners.subarray(slot(Math.min(one, other)), slot(Math.max(one, other)));
    if (this.count + more.length > this.owners.length) {
      const roomier = new Int32Array(2 * (this.count + more.length));
      roomier.set(this.owners);
      this.owners = roomier;
    }
    this.owners.set(more, this.count);
    this.count += more.length;
  }

  list() {
    return this.owners.subarray(0, this.count);
  }
}
