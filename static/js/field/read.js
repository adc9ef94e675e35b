/* The field file (`/field.json`) turned into columns: typed arrays by table, as docs/architecture.md names them.
   How the file is written stands in mapping/snapshot/coding.py; this is its other half. */

import { DISTANT_FUTURE } from "../time/days.js";

const ESCAPE = 1_000_000;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const valueOf = new Uint8Array(128);
for (let place = 0; place < DIGITS.length; place += 1) valueOf[DIGITS.charCodeAt(place)] = place;

const BOUNDS = ["start_lo", "start_hi", "end_lo", "end_hi"];
const LIVING = ["phases", "places", "refugee_led", "wishes"];
const KEPT = { phases: ["kind", "form", "scale", "staffing"], participations: ["organisation"] };
const STEPS = { organisations: ["rank"], places: ["municipality"] };
const TABLES = ["municipalities", "organisations", "spells", "phases", "places", "refugee_led", "wishes", "ties", "participations", "research"];

/** The columns of a field file. Throws when it is of a format that this page does not know. */
export function readField(file) {
  if (file.format !== 1) throw new Error(`The field file has format ${file.format}; reload the page.`);
  const { format, revision, today, fictional, terms, regions, events } = file;
  const columns = { format, revision, today, fictional, terms, regions, events };
  for (const name of TABLES) columns[name] = readTable(columns, name, file[name]);
  columns.organisations.other = file.organisations.other;
  return columns;
}

function readTable(columns, name, written) {
  const table = {};
  let place = null;
  if (written.counts) {
    const counts = readNumbers(written.counts);
    table.offsets = offsetsOf(counts);
    place = placesOf(counts, table.offsets);
  }
  for (const [column, value] of Object.entries(written)) {
    if (column === "counts" || column === "other") continue;
    if (value.distinct) table[column] = readMask(value, place);
    else if ("digits" in value) table[column] = ordered(readNumbers(value), place);
    else table[column] = readTexts(value);
  }
  for (const column of STEPS[name] ?? []) addUp(table[column]);
  for (const column of KEPT[name] ?? []) addUpByOwner(table[column], table.offsets);
  if (name === "places") movePoints(columns, table);
  if (table.start_lo) readBounds(columns, name, table);
  return table;
}

function readNumbers({ low, digits, text, values }) {
  const count = text.length / digits;
  const numbers = new Int32Array(count);
  for (let digit = 0, at = 0; digit < digits; digit += 1) {
    for (let row = 0; row < count; row += 1, at += 1) numbers[row] = numbers[row] * 64 + valueOf[text.charCodeAt(at)];
  }
  for (let row = 0; row < count; row += 1) numbers[row] = values ? values[numbers[row]] : numbers[row] + low;
  return numbers;
}

function readTexts({ length, text }) {
  if (text === "") return [];
  if (!length) return text.split("\n");
  // Counted in characters, as the server does; keys are plain letters, other texts of equal length may not be.
  const characters = /^[\x20-\x7e]*$/.test(text) ? text : [...text];
  const texts = [];
  for (let at = 0; at < characters.length; at += length) {
    const part = characters.slice(at, at + length);
    texts.push(typeof part === "string" ? part : part.join(""));
  }
  return texts;
}

function offsetsOf(counts) {
  const offsets = new Int32Array(counts.length + 1);
  for (let owner = 0; owner < counts.length; owner += 1) offsets[owner + 1] = offsets[owner] + counts[owner];
  return offsets;
}

/** The row that each written row belongs to: they stand by number of rows of their owner, then by place among these. */
function placesOf(counts, offsets) {
  const byCount = [];
  for (let owner = 0; owner < counts.length; owner += 1) (byCount[counts[owner]] ??= []).push(owner);
  const places = new Int32Array(offsets[counts.length]);
  let at = 0;
  for (let count = 1; count < byCount.length; count += 1) {
    for (let place = 0; place < count; place += 1) for (const owner of byCount[count] ?? []) places[at++] = offsets[owner] + place;
  }
  return places;
}

function ordered(values, place) {
  if (!place) return values;
  const rows = new values.constructor(values.length);
  for (let at = 0; at < values.length; at += 1) rows[place[at]] = values[at];
  return rows;
}

function readMask({ distinct, index }, place) {
  const rows = ordered(readNumbers(index), place);
  return Array.from({ length: distinct[0]?.length ?? 1 }, (_unused, word) => Uint32Array.from(rows, (number) => distinct[number][word]));
}

function addUp(values) {
  for (let row = 1; row < values.length; row += 1) values[row] += values[row - 1];
}

function addUpByOwner(values, offsets) {
  for (let owner = 0; owner + 1 < offsets.length; owner += 1) {
    for (let row = offsets[owner] + 1; row < offsets[owner + 1]; row += 1) values[row] += values[row - 1];
  }
}

function movePoints({ municipalities }, { municipality, lon, lat }) {
  for (let row = 0; row < municipality.length; row += 1) {
    lon[row] += municipalities.lon[municipality[row]];
    lat[row] += municipalities.lat[municipality[row]];
  }
}

/** A pair of bounds of one row: from what was written and what was foretold. */
function restore(lo, hi, row, foretoldLo, foretoldHi) {
  lo[row] = Math.abs(lo[row]) === ESCAPE ? Math.sign(lo[row]) * DISTANT_FUTURE : foretoldLo + lo[row];
  const base = lo[row] === foretoldLo ? foretoldHi : lo[row];
  hi[row] = Math.abs(hi[row]) === ESCAPE ? Math.sign(hi[row]) * DISTANT_FUTURE : base + hi[row];
}

function readBounds(columns, name, table) {
  const [startLo, startHi, endLo, endHi] = BOUNDS.map((bound) => table[bound]);
  if (!LIVING.includes(name) && name !== "participations") {
    for (let row = 0; row < startLo.length; row += 1) {
      const start = name === "ties" && row > 0 ? startLo[row - 1] : 0;
      restore(startLo, startHi, row, start, start);
      restore(endLo, endHi, row, DISTANT_FUTURE, DISTANT_FUTURE);
    }
    return;
  }
  const { offsets } = table;
  const life = name === "participations" ? columns.ties : firstSpells(columns);
  for (let owner = 0; owner + 1 < offsets.length; owner += 1) {
    for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1) {
      const follows = name === "phases" && row > offsets[owner];
      restore(startLo, startHi, row, follows ? endLo[row - 1] : life.start_lo[owner], follows ? endHi[row - 1] : life.start_hi[owner]);
      const followed = name === "phases" && row + 1 < offsets[owner + 1];
      restore(endLo, endHi, row, followed ? startLo[row] : life.end_lo[owner], followed ? startLo[row] : life.end_hi[owner]);
    }
  }
}

/** The four bounds of the first spell of each organisation; zeros when it has none. */
function firstSpells({ spells }) {
  const { offsets } = spells;
  const owners = offsets.subarray(0, offsets.length - 1);
  const first = (bound) => owners.map((row, owner) => (row < offsets[owner + 1] ? spells[bound][row] : 0));
  return Object.fromEntries(BOUNDS.map((bound) => [bound, first(bound)]));
}
