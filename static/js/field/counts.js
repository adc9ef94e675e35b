/* How many each option of each filter would give, all other filters staying as they are. */

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
  return (group) => {
    const own = passes.get(group);
    return there.map((one, owner) => (one && failed[owner] - (own ? 1 - own[owner] : 0) === 0 ? 1 : 0));
  };
}

function countWhere(base, isSo) {
  let count = 0;
  for (let owner = 0; owner < base.length; owner += 1) if (base[owner] && isSo(owner)) count += 1;
  return count;
}

/** Counts each number once for each organisation of the base; `visit(owner, meet)` meets its numbers. */
function tally(base, size, visit) {
  const counts = new Int32Array(size);
  const met = new Int32Array(size).fill(-1);
  let none = 0;
  for (let owner = 0; owner < base.length; owner += 1) {
    if (!base[owner]) continue;
    let any = false;
    visit(owner, (number) => {
      if (number < 0) return;
      any = true;
      if (met[number] === owner) return;
      met[number] = owner;
      counts[number] += 1;
    });
    if (!any) none += 1;
  }
  return { counts, none };
}

function countOptions(reading, parameter, base) {
  const { columns } = reading;
  if (parameter.test === "place") return countPlaces(reading, parameter, base);
  const terms = parameter.values ?? columns.terms[parameter.vocabulary];
  const { counts, none } = tally(base, terms.length, visitorOf(reading, parameter));
  const counted = Object.fromEntries(terms.map((term, number) => [term, counts[number]]));
  if (parameter.unknown) counted[UNKNOWN] = none;
  return SENSITIVE.includes(parameter.name) ? withoutFew(counted) : counted;
}

function visitorOf(reading, { name, test, rows, column }) {
  const { columns } = reading;
  const meetRow = meeting(columns[rows][column]);
  if (test === "standing") return meetRow;
  if (test === "tie") {
    const parts = partsOf(columns);
    const isTied = tieTest(reading, name);
    return (owner, meet) => {
      for (let at = parts.offsets[owner]; at < parts.offsets[owner + 1]; at += 1) {
        if (isTied(parts.row[at], parts.tie[at])) meetRow(rows === "ties" ? parts.tie[at] : parts.row[at], meet);
      }
    };
  }
  const table = columns[rows];
  return (owner, meet) => {
    for (let row = table.offsets[owner]; row < table.offsets[owner + 1]; row += 1) if (holdsThen(table, row, reading)) meetRow(row, meet);
  };
}

/** (row, meet) → meet every term number of the row. */
function meeting(values) {
  if (!Array.isArray(values)) return (row, meet) => meet(values[row]);
  return (row, meet) => {
    for (let word = 0; word < values.length; word += 1) {
      for (let rest = values[word][row]; rest !== 0; rest &= rest - 1) meet(32 * word + 31 - Math.clz32(rest & -rest));
    }
  };
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
      if (!isTied(parts.row[at], tie)) continue;
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
