/* The tests of mapping/question/table.py over typed arrays. Each narrows `wanted` (1 for each organisation still in the
   answer) to those that satisfy a group of parameters; who is out already is not looked at. */

import { LATEST } from "../time/days.js";
import { folded } from "./fold.js";
import { kept, keptLast } from "./kept.js";
import { municipalitiesOn } from "./municipality.js";
import { GROUPED, KILOMETRES_PER_STEP, PARAMETERS } from "./table.js";
import { narrowByTies } from "./ties.js";

/** What a row says: nothing of the matter, something else, or what is asked (bits). */
export const NOTHING = 0;
export const OTHER = 1;
export const ASKED = 2;

/** `owners` are those who are looked at: all of them, or (walk.js) those of whom something may have changed. */
export function makeReading(columns, question) {
  const [lo, hi] = boundsFor(question.certainty);
  const owners = kept(columns, "everybody", () => Int32Array.from(columns.organisations.rank, (_rank, owner) => owner));
  return { columns, question, owners, first: question.first, last: question.last, lo, hi, holder: municipalitiesOn(columns, question.division) };
}

/** The columns of beginnings and ends between which a row holds. */
export function boundsFor(certainty) {
  return certainty === "possible" ? ["start_lo", "end_hi"] : ["start_hi", "end_lo"];
}

/** 1 for every organisation that is there: a spell with state active holds. */
export function everybodyThere(reading, wanted = new Uint8Array(reading.columns.organisations.rank.length)) {
  const { columns, owners, first, last, lo, hi } = reading;
  const lives = kept(columns, `lives ${lo}`, () => livesOf(lo, hi, columns.spells));
  const several = [];
  for (let at = 0; at < owners.length; at += 1) {
    const owner = owners[at];
    const [from, until] = [lives[2 * owner], lives[2 * owner + 1]];
    wanted[owner] = holds(from, until, first, last) & 1;
    if (until === SEVERAL) several.push(owner);
  }
  if (several.length === 0) return wanted;
  const active = kept(columns, "active", () => Uint8Array.from(columns.spells.state, (state) => (state === 0 ? ASKED : OTHER)));
  for (const owner of several) wanted[owner] = 1;
  narrowByRows(wanted, columns.spells, { ...reading, owners: several }, active, false);
  return wanted;
}

/** Stands for the end of who has several spells. */
const SEVERAL = LATEST + 2;

/** The bounds of the only active spell of each organisation side by side, so that both come from memory at once. */
function livesOf(lo, hi, { offsets, state, [lo]: from, [hi]: until }) {
  const lives = new Int32Array(2 * (offsets.length - 1));
  for (let owner = 0; owner + 1 < offsets.length; owner += 1) {
    for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1) {
      if (state[row] !== 0) continue;
      const isFirst = lives[2 * owner] === 0 && lives[2 * owner + 1] === 0;
      lives[2 * owner] = from[row];
      lives[2 * owner + 1] = isFirst ? until[row] : SEVERAL;
    }
  }
  return lives;
}

/**
 * All bits when what lasts from one day to before another holds somewhere between a first and a last day, else none. In
 * arithmetic, because a processor that has to guess waits for memory after each wrong guess.
 */
function holds(from, until, first, last) {
  return ((from - last - 1) & (first - until) & (from - until)) >> 31;
}

/** The groups that are asked, each as the list of its parameters. */
export function groupsOf({ asked, words, near, seenSince, started, ended, born, only }) {
  const present = { q: words.length > 0, near, seen_since: seenSince !== null, started, ended, born: born === "initiative", only: only === "report" };
  const groups = new Map();
  for (const parameter of PARAMETERS) {
    if (!parameter.test) continue;
    const group = GROUPED.includes(parameter.test) ? parameter.test : parameter.name;
    if (present[group] || asked[parameter.name]?.length > 0) groups.set(group, [...(groups.get(group) ?? []), parameter]);
  }
  return groups;
}

export function narrow(wanted, reading, [parameter]) {
  TESTS[parameter.test](wanted, reading, parameter);
}

const TESTS = {
  held(wanted, reading, parameter) {
    const asked = reading.question.asked[parameter.name];
    const table = reading.columns[parameter.rows];
    const says = keptLast(reading.columns, parameter.name, asked.join(), () => sayings(table[parameter.column], asked));
    narrowByRows(wanted, table, reading, says, asked.includes(-1));
  },
  place(wanted, reading, parameter) {
    const { columns, holder } = reading;
    const asked = reading.question.asked[parameter.name];
    const says = keptLast(columns, parameter.name, `${asked} in ${holder}`, () => placeSayings(reading, parameter, asked));
    narrowByRows(wanted, columns.places, reading, says, asked.includes(-1));
  },
  tie: narrowByTies,
  standing(wanted, reading, parameter) {
    const { columns, question } = reading;
    const asked = question.asked[parameter.name];
    const says = sayings(columns.organisations[parameter.column], asked);
    narrowWhere(wanted, reading, (owner) => says[owner] === ASKED || (asked.includes(-1) && says[owner] === NOTHING));
  },
  started(wanted, reading) {
    const { columns, question } = reading;
    const [lo, hi] = extremes(columns, "start", Math.min);
    narrowWhere(wanted, reading, between(question, question.started, lo, hi));
  },
  ended(wanted, reading) {
    const { columns, question } = reading;
    const [lo, hi] = extremes(columns, "end", Math.max);
    narrowWhere(wanted, reading, between(question, question.ended, lo, hi));
  },
  since(wanted, reading) {
    const { columns, question } = reading;
    narrowWhere(wanted, reading, (owner) => columns.organisations.seen[owner] >= question.seenSince);
  },
  text(wanted, reading) {
    const { columns, question: { words } } = reading;
    const isNamed = keptLast(columns, "text", words.join(" "), () => Uint8Array.from(searchTexts(columns), (text) => (words.every((word) => text.includes(word)) ? 1 : 0)));
    keepFlagged(wanted, reading, isNamed);
  },
  near(wanted, reading) {
    const { places } = reading.columns;
    const { near, within } = reading.question;
    const says = keptLast(reading.columns, "near", `${near.lon} ${near.lat} ${within}`, () => Uint8Array.from(places.lon, (_lon, row) => (distanceTo(reading, row) <= within ? ASKED : OTHER)));
    narrowByRows(wanted, places, reading, says, false);
  },
  born(wanted, reading) {
    const { columns } = reading;
    keepFlagged(wanted, reading, kept(columns, "initiatives", () => Uint8Array.from(columns.organisations.born, (born) => (born === 0 ? 1 : 0))));
  },
  report(wanted, reading) {
    const { columns } = reading;
    keepFlagged(wanted, reading, kept(columns, "reported", () => Uint8Array.from(columns.organisations.fictional, (fictional) => (fictional === 0 ? 1 : 0))));
  },
};

/** Keep those who have 1 in a list of flags. */
function keepFlagged(wanted, { owners }, flags) {
  for (let at = 0; at < owners.length; at += 1) wanted[owners[at]] &= flags[owners[at]];
}

function narrowWhere(wanted, { owners }, isSo) {
  for (let at = 0; at < owners.length; at += 1) if (wanted[owners[at]] && !isSo(owners[at])) wanted[owners[at]] = 0;
}

/** Keep those of whom some row that holds then says what is asked, or (with `orNothing`) none says anything. */
function narrowByRows(wanted, table, { owners, first, last, lo, hi }, says, orNothing) {
  const { offsets, [lo]: from, [hi]: until } = table;
  const spare = orNothing ? 1 : 0;
  for (let at = 0; at < owners.length; at += 1) {
    const owner = owners[at];
    if (wanted[owner] === 0) continue;
    let said = NOTHING;
    for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1) {
      said |= says[row] & holds(from[row], until[row], first, last);
    }
    const isAsked = said >> 1;
    wanted[owner] &= isAsked | (spare & ~(said | isAsked));
  }
}

/** What each row of a column (term numbers, or mask words) says of the asked terms. */
function sayings(values, asked) {
  if (!Array.isArray(values)) return Uint8Array.from(values, (number) => (number < 0 ? NOTHING : asked.includes(number) ? ASKED : OTHER));
  const says = new Uint8Array(values[0].length);
  values.forEach((words, place) => {
    const mask = asked.reduce((bits, number) => (number >> 5 === place ? bits | (1 << (number & 31)) : bits), 0);
    for (let row = 0; row < says.length; row += 1) {
      if ((words[row] & mask) !== 0) says[row] = ASKED;
      else if (words[row] !== 0 && says[row] === NOTHING) says[row] = OTHER;
    }
  });
  return says;
}

function placeSayings(reading, parameter, asked) {
  const where = locations(reading, parameter);
  const numbers = new Set(parameter.column === "municipality" ? asked.map((number) => where[number]) : asked);
  const says = Uint8Array.from(where, (place) => (place < 0 ? NOTHING : numbers.has(place) ? ASKED : OTHER));
  return Uint8Array.from(reading.columns.places.municipality, (index) => says[index] ?? NOTHING);
}

/** For each municipality where things recorded with it lie then: the municipality of that day, its province or region. */
export function locations({ columns, holder }, { column }) {
  return column === "municipality" ? holder : Int32Array.from(holder, (index) => columns.municipalities[column][index]);
}

function between({ certainty }, [first, last], lo, hi) {
  if (certainty === "possible") return (owner) => lo[owner] <= last && first <= hi[owner];
  return (owner) => first <= lo[owner] && hi[owner] <= last;
}

/** The earliest start or latest end of each organisation as its two bounds; without spells never. */
export function extremes(columns, side, choose) {
  return ["lo", "hi"].map((bound) =>
    kept(columns, `${side}_${bound}`, () => {
      const { offsets, [`${side}_${bound}`]: days } = columns.spells;
      return Int32Array.from({ length: offsets.length - 1 }, (_unused, owner) => {
        if (offsets[owner] === offsets[owner + 1]) return LATEST + 1;
        let found = days[offsets[owner]];
        for (let row = offsets[owner] + 1; row < offsets[owner + 1]; row += 1) found = choose(found, days[row]);
        return found;
      });
    }),
  );
}

function searchTexts(columns) {
  return kept(columns, "search texts", () => {
    const { name, other } = columns.organisations;
    return name.map((one, owner) => [one, ...(other[owner]?.split("\n") ?? [])].map(folded).join("\n"));
  });
}

/** Kilometres from a place to the point that is asked for, on a flat map around it. */
export function distanceTo({ columns, question }, row) {
  const { lon, lat } = question.near;
  // Rounded, so that every machine and browser has the same factor to the last bit.
  const narrower = Math.round(Math.cos((lat / 10_000) * (Math.PI / 180)) * 1_000_000) / 1_000_000;
  const across = (columns.places.lon[row] - lon) * narrower;
  const along = columns.places.lat[row] - lat;
  return Math.sqrt(across * across + along * along) * KILOMETRES_PER_STEP;
}
