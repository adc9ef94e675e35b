/* The question in a query string, read into numbers as mapping/question/question.py reads it. */

import { EARLIEST, LATEST, toDay, toIso } from "../time/days.js";
import { folded } from "./fold.js";
import { kept } from "./kept.js";
import { FARTHEST, PARAMETERS } from "./table.js";

const MOST_WORDS = 12;
const UNKNOWN = "unknown";
const byName = new Map(PARAMETERS.map((parameter) => [parameter.name, parameter]));

/**
 * @param params URLSearchParams
 * @param today day number or ISO text
 * @param near { lon, lat } in 1/10000 degree of the place in `near`, as the server found it; null when unknown
 * @returns the question; with `errors` (parameter → value) nothing is answered
 */
export function readQuestion(params, columns, today, near = null) {
  const values = {};
  for (const { name, many } of PARAMETERS) {
    const given = [...new Set(params.getAll(name).filter((value) => value !== ""))];
    if (given.length > 0) values[name] = many ? given : given.slice(-1);
  }
  return new Reader(values, columns, typeof today === "string" ? toDay(today) : today).read(near);
}

/** The same question of another day. */
export function onDay(question, day) {
  return { ...question, day, first: day, last: day, division: day, ranged: false };
}

/**
 * The query string of a question: parameters in one order, without what goes without saying. Near a place the default
 * order is by distance, so that names have to be said.
 */
export function writeQuestion({ values }) {
  const params = new URLSearchParams();
  for (const { name, default: usual } of PARAMETERS) {
    for (const value of values[name] ?? []) if (value !== usual || (name === "sort" && values.near)) params.append(name, value);
  }
  return params.toString();
}

function numbersOf(columns, { reads, vocabulary, values }) {
  if (reads === "term") return new Map((values ?? columns.terms[vocabulary]).map((term, number) => [term, number]));
  if (reads === "code") return kept(columns, "codes", () => new Map(columns.municipalities.code.map((code, number) => [code, number])));
  if (reads === "region") {
    const { key, kind } = columns.regions;
    return new Map(key.map((one, number) => [one, number]).filter(([, number]) => kind[number] === vocabulary));
  }
  if (reads !== "party") return null;
  return kept(columns, "parties", () => {
    const codes = columns.municipalities.code;
    const organisations = columns.organisations.key.map((key, number) => [key, codes.length + number]);
    return new Map([...organisations, ...codes.map((code, number) => [code, number])]);
  });
}

class Reader {
  constructor(values, columns, today) {
    Object.assign(this, { values, columns, today, errors: {} });
  }

  read(near) {
    const asked = {};
    for (const name of Object.keys(this.values)) {
      const numbers = numbersOf(this.columns, byName.get(name));
      if (numbers) asked[name] = this.numbers(name, numbers);
    }
    const question = { values: this.values, errors: this.errors, asked, words: this.words(), seenSince: this.day("seen_since") };
    for (const group of ["started", "ended"]) question[group] = this.span(`${group}_from`, `${group}_until`);
    Object.assign(question, this.time(question.ended));
    for (const name of ["certainty", "born", "only", "colour", "sort", "rule", "layout", "signs"]) question[name] = this.choice(name);
    question.ties = this.choice("ties") === "1";
    question.steps = Number(this.choice("steps"));
    return Object.assign(question, this.looks(), this.near(near));
  }

  text(name) {
    return this.values[name]?.[0] ?? "";
  }

  refuse(name) {
    this.errors[name] ??= this.text(name);
  }

  numbers(name, numbers) {
    const found = new Set();
    for (const value of this.values[name]) {
      if (byName.get(name).unknown && value === UNKNOWN) found.add(-1);
      else if (numbers.has(value)) found.add(numbers.get(value));
      else this.refuse(name);
    }
    return [...found].sort((one, other) => one - other);
  }

  words() {
    const text = this.text("q");
    const words = [...new Set(folded(text).split(" ").filter(Boolean))];
    if ((text && words.length === 0) || words.length > MOST_WORDS) this.refuse("q");
    return words;
  }

  day(name) {
    const text = this.text(name);
    const day = text ? toDay(text) : null;
    if (text && day === null) this.refuse(name);
    return day;
  }

  span(fromName, untilName) {
    const [first, last] = [this.day(fromName), this.day(untilName)];
    if (first !== null && last !== null && last < first) this.refuse(untilName);
    return first === null && last === null ? null : [first ?? EARLIEST, last ?? LATEST];
  }

  /** First and last day on which a fact has to hold, and the day whose division of the country counts. */
  time(ended) {
    const day = this.day("day") ?? this.today;
    let [first, last] = [this.day("from"), this.day("to")];
    const ranged = first !== null || last !== null;
    if (!ranged && ended && !this.values.day) return { day, first: EARLIEST, last: LATEST, division: day, ranged: true };
    if (!ranged) return { day, first: day, last: day, division: day, ranged };
    if (first !== null && last !== null && last < first) this.refuse("to");
    first ??= EARLIEST;
    last ??= Math.max(this.today, first);
    return { day, first, last, division: last < LATEST ? last : day, ranged };
  }

  choice(name) {
    const { values, default: usual = "" } = byName.get(name);
    const value = this.text(name) || usual;
    if (!value || values.includes(value)) return value;
    this.refuse(name);
    return usual;
  }

  looks() {
    const fill = this.text("fill") || byName.get("fill").default;
    const [measure, ...rest] = fill.split(":");
    const vocabulary = { activity: "activity", ties: "tie_kind" }[measure];
    const isTerm = rest.length > 0 && vocabulary && this.columns.terms[vocabulary].includes(rest.join(":"));
    const isKnown = byName.get("fill").values.includes(measure) && (isTerm || (rest.length === 0 && measure !== "activity"));
    if (!isKnown) this.refuse("fill");
    const page = this.text("page") || "1";
    const isPage = /^[0-9]{1,6}$/.test(page) && Number(page) >= 1;
    if (!isPage) this.refuse("page");
    return { fill: isKnown ? fill : byName.get("fill").default, page: isPage ? Number(page) : 1, at: this.text("at"), open: this.text("open"), zoom: this.text("zoom") };
  }

  near(point) {
    const text = this.text("within") || byName.get("within").default;
    const within = /^[0-9]{1,4}([.,][0-9]{1,3})?$/.test(text) ? Number(text.replace(",", ".")) : 0;
    if (!(within > 0 && within <= FARTHEST)) this.refuse("within");
    if (!this.text("near")) return { within, near: null };
    const near = point ?? this.municipalityPoint(folded(this.text("near")));
    if (!near) this.refuse("near");
    return { within, near };
  }

  /** The point of the only municipality of this name, for a page that the server has told of no point. */
  municipalityPoint(name) {
    const { name: names, lon, lat, to } = this.columns.municipalities;
    const found = names.flatMap((one, index) => (to[index] > this.today && folded(one) === name ? [index] : []));
    return found.length === 1 ? { lon: lon[found[0]], lat: lat[found[0]] } : null;
  }
}

export { toDay, toIso };
