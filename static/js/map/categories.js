/* Colour and shape of each organisation by a chosen attribute. Pure.

   A category is a number: 0 … the place of a term in its vocabulary; UNKNOWN when nothing is known on the day;
   from SEVERAL upwards a combination of terms, listed in `mixes`. */

import { eachBound, rowOn } from "./stretches.js";

export const UNKNOWN = 998;
export const SEVERAL = 1000;
export const AGES = ["under_1", "1_to_3", "3_to_5", "5_to_10", "over_10"];
const YEARS = [1, 3, 5, 10];
const SLICES = 3;

/** Terms of one vocabulary held as bits in words: the category of each row, −1 = not spoken of. */
function maskCategories(words, mixes) {
  const known = new Map();
  return Int32Array.from({ length: words[0]?.length ?? 0 }, (_unused, row) => {
    const terms = [];
    for (let word = 0; word < words.length; word += 1) {
      for (let rest = words[word][row] >>> 0; rest !== 0; rest &= rest - 1)
        terms.push(32 * word + 31 - Math.clz32(rest & -rest));
    }
    if (terms.length === 0) return -1;
    if (terms.length === 1) return terms[0];
    const slices = terms.slice(0, SLICES);
    const name = slices.join();
    if (!known.has(name)) {
      known.set(name, SEVERAL + mixes.length);
      mixes.push(slices);
    }
    return known.get(name);
  });
}

/** The category of the phase that speaks of the attribute on the day, certain before possible. */
function fromPhases(field, rows) {
  const table = field.phases;
  return (owner, day) => {
    let possible = UNKNOWN;
    for (let row = table.offsets[owner]; row < table.offsets[owner + 1]; row += 1) {
      if (rows[row] < 0 || table.start_lo[row] > day || day >= table.end_hi[row]) continue;
      if (table.start_hi[row] <= day && day < table.end_lo[row]) return rows[row];
      if (possible === UNKNOWN) possible = rows[row];
    }
    return possible;
  };
}

function ageOn(field) {
  const [least, most] = beginnings(field);
  return (owner, day) => {
    if (least[owner] < -90_000 || most[owner] > 90_000) return UNKNOWN;
    const band = bandOf(day - least[owner]);
    return band === bandOf(day - most[owner]) ? band : UNKNOWN;
  };
}

const bandOf = (days) => YEARS.filter((years) => days >= years * 365.25).length;

/** Earliest and latest possible day on which each organisation first began. */
function beginnings(field) {
  const { offsets, start_lo: low, start_hi: high } = field.spells;
  const [least, most] = [low, high].map(() => new Int32Array(offsets.length - 1).fill(100_000));
  for (let owner = 0; owner < least.length; owner += 1) {
    for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1)
      if (low[row] < least[owner]) [least[owner], most[owner]] = [low[row], high[row]];
  }
  return [least, most];
}

/**
 * A reader of categories: { of(owner, day), terms (keys in order), mixes, attribute, eachDay }. Only on the days with which
 * `eachDay(owner, meet)` calls `meet` may the category of an owner become another.
 */
export function categoriesBy(attribute, field) {
  const mixes = [];
  const boundsOf = (table) => (owner, meet) => eachBound(table, owner, meet);
  if (attribute === "age") return { attribute, terms: AGES, mixes, of: ageOn(field), eachDay: birthdays(field) };
  if (attribute === "refugee_led") {
    const table = field.refugee_led;
    const of = (owner, day) => {
      const row = rowOn(table, owner, day);
      return row < 0 ? UNKNOWN : 1 - table.value[row];
    };
    return { attribute, terms: ["yes", "no"], mixes, of, eachDay: boundsOf(table) };
  }
  const rows =
    attribute === "activity" ? maskCategories(field.phases.activity, mixes) : field.phases[attribute];
  return {
    attribute,
    terms: field.terms[attribute],
    mixes,
    of: fromPhases(field, rows),
    eachDay: boundsOf(field.phases),
  };
}

/** Days on which somebody comes to another age. */
function birthdays(field) {
  const [least, most] = beginnings(field);
  return (owner, meet) => {
    for (const years of YEARS) {
      meet(least[owner] + Math.ceil(years * 365.25));
      meet(most[owner] + Math.ceil(years * 365.25));
    }
  };
}
