/* How many each option of each filter would give, all other filters staying as they are. */

import { kept } from "./kept.js";
import { everybodyThere, groupsOf, locations, makeReading, narrow } from "./reading.js";
import { FEWEST_SHOWN, GROUPED, PARAMETERS, SENSITIVE } from "./table.js";
import { holdsThen, partsOf, tieTest } from "./ties.js";

const UNKNOWN = "unknown";

/** { parameter: { value: number } }; a number of a sensitive attribute that is too small to be shown is null. */
export function optionCounts(columns, question) {
  if (Object.keys(question.errors).length > 0) return {};
  const reading = makeReading(columns, question);
  const base = bases(reading);
  const counted = {};
  for (const parameter of PARAMETERS) {
    if (!["term", "code", "region"].includes(parameter.reads)) continue;
    counted[parameter.name] = countOptions(reading, parameter, base(GROUPED.includes(parameter.test) ? parameter.test : parameter.name));
  }
  counted.with = countParties(reading, base("tie"));
  const { born, fictional } = columns.organisations;
  const [either, told] = [base("born"), base("only")];
  counted.born = { initiative: countWhere(either, (owner) => born[owner] === 0), all: countWhere(either, () => true) };
  counted.only = { report: countWhere(told, (owner) => fictional[owner] === 0) };
  return counted;
}

/** Group → who is there and satisfies everything but perhaps that group. */
function bases(reading) {
  const there = everybodyThere(reading);
  const failed = new Uint8Array(there.length);
  const passes = new Map();
  for (const [group, parameters] of groupsOf(reading.question)) {
    const wanted = there.slice();
    narrow(wanted, reading, parameters);
    passes.set(group, wanted);
    for (let owner = 0; owner < failed.length; owner += 1) failed[owner] += 1 - wanted[owner];
  }
  const everything = there.map((one, owner) => (failed[owner] === 0 ? one : 0));
  return (group) => {
    const own = passes.get(group);
    return own ? there.map((one, owner) => (failed[owner] === 1 - own[owner] ? one : 0)) : everything;
  };
}

function countWhere(base, isSo) {
  let count = 0;
  for (let owner = 0; owner < base.length; owner += 1) if (base[owner] && isSo(owner)) count += 1;
  return count;
}

function countOptions(reading, parameter, base) {
  if (parameter.test === "place") return countPlaces(reading, parameter, base);
  const terms = parameter.values ?? reading.columns.terms[parameter.vocabulary];
  const { counts, none } = countTerms(base, termsOfOwners(reading, parameter, base), terms.length);
  const counted = Object.fromEntries(terms.map((term, number) => [term, counts[number]]));
  if (parameter.unknown) counted[UNKNOWN] = none;
  return SENSITIVE.includes(parameter.name) ? withoutFew(counted) : counted;
}

/** How many of the base have each term of a mask, and how many have none. */
export function countTerms(base, words, size) {
  const counts = new Int32Array(size);
  let none = 0;
  for (let owner = 0; owner < base.length; owner += 1) {
    if (base[owner] === 0) continue;
    let any = 0;
    for (let word = 0; word < words.length; word += 1) {
      any |= words[word][owner];
      for (let rest = words[word][owner]; rest !== 0; rest &= rest - 1) counts[32 * word + 31 - Math.clz32(rest & -rest)] += 1;
    }
    if (any === 0) none += 1;
  }
  return { counts, none };
}

/** The terms that hold then of each organisation of the base, as mask words. */
function termsOfOwners(reading, { name, test, rows, column, vocabulary, values }, base) {
  const { columns } = reading;
  const written = columns[rows][column];
  if (test === "standing") return written;
  const size = values?.length ?? columns.terms[vocabulary].length;
  const words = Array.isArray(written) ? written : kept(columns, `words of ${rows} ${column}`, () => asWords(written, size));
  if (test === "tie") return words.map((word) => gatherParts(reading, name, rows, word, base));
  return words.map((word) => gather(reading, columns[rows], word, base));
}

/** Single term numbers as mask words; -1 is no bit. */
function asWords(numbers, size) {
  return Array.from({ length: Math.max(1, Math.ceil(size / 32)) }, (_unused, word) => Uint32Array.from(numbers, (number) => (number >= 0 && number >> 5 === word ? 1 << (number & 31) : 0)));
}

/** For each organisation of the base a word of the masks of its rows that hold then, put together. */
export function gather({ first, last, lo, hi }, table, word, base) {
  const { offsets, [lo]: from, [hi]: until } = table;
  const found = new Uint32Array(base.length);
  for (let owner = 0; owner < base.length; owner += 1) {
    if (base[owner] === 0) continue;
    let bits = 0;
    for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1) {
      if (from[row] <= last && until[row] > first && from[row] < until[row]) bits |= word[row];
    }
    found[owner] = bits;
  }
  return found;
}

function gatherParts(reading, name, rows, word, base) {
  const { offsets, row, tie } = partsOf(reading.columns);
  const isTied = tieTest(reading, name);
  const found = new Uint32Array(base.length);
  for (let owner = 0; owner < base.length; owner += 1) {
    if (base[owner] === 0) continue;
    for (let at = offsets[owner]; at < offsets[owner + 1]; at += 1) if (isTied(at)) found[owner] |= word[rows === "ties" ? tie[at] : row[at]];
  }
  return found;
}

/** Counts each number once for each organisation of the base; `visit(owner, meet)` meets its numbers. */
function tally(base, size, visit) {
  const counts = new Int32Array(size);
  const met = new Int32Array(size).fill(-1);
  let none = 0;
  let current = -1;
  let any = false;
  const meet = (number) => {
    if (number < 0) return;
    any = true;
    if (met[number] === current) return;
    met[number] = current;
    counts[number] += 1;
  };
  for (current = 0; current < base.length; current += 1) {
    if (base[current] === 0) continue;
    any = false;
    visit(current, meet);
    if (!any) none += 1;
  }
  return { counts, none };
}

function countPlaces(reading, parameter, base) {
  const { places, municipalities, regions } = reading.columns;
  const where = locations(reading, parameter);
  const names = parameter.column === "municipality" ? municipalities.code : regions.key;
  const { counts, none } = tally(base, names.length, (owner, meet) => {
    for (let row = places.offsets[owner]; row < places.offsets[owner + 1]; row += 1) if (holdsThen(places, row, reading)) meet(where[places.municipality[row]] ?? -1);
  });
  return { ...named(names, counts), [UNKNOWN]: none };
}

/** Municipalities with which somebody of the base takes part in a tie, as far as the other filters go. */
function countParties(reading, base) {
  const { columns, holder } = reading;
  const { participations, municipalities } = columns;
  const parts = partsOf(columns);
  const isTied = tieTest(reading, "with");
  const { counts } = tally(base, holder.length, (owner, meet) => {
    for (let at = parts.offsets[owner]; at < parts.offsets[owner + 1]; at += 1) {
      const tie = parts.tie[at];
      if (!isTied(at)) continue;
      for (let row = participations.offsets[tie]; row < participations.offsets[tie + 1]; row += 1) {
        if (participations.municipality[row] >= 0 && holdsThen(participations, row, reading)) meet(holder[participations.municipality[row]]);
      }
    }
  });
  return named(municipalities.code, counts);
}

function named(names, counts) {
  const found = {};
  counts.forEach((count, number) => {
    if (count > 0) found[names[number]] = count;
  });
  return found;
}

/** Small numbers of a sensitive attribute hidden, and with them the rest from which they would follow. */
function withoutFew(counted) {
  const known = Object.entries(counted).filter(([name]) => name !== UNKNOWN);
  if (known.every(([, count]) => count >= FEWEST_SHOWN)) return counted;
  return Object.fromEntries(Object.entries(counted).map(([name, count]) => [name, name !== UNKNOWN && count >= FEWEST_SHOWN ? count : null]));
}
