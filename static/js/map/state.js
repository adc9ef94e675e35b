/* The whole state of the page: its query string. Pure; `Address` alone touches the history. */

import { PARAMETERS } from "../field/table.js";
import { toDay } from "../time/days.js";

/** What has a value that goes without saying, and so is left out of the address. */
const SILENT = {
  certainty: "certain",
  colour: "activity",
  fill: "none",
  sort: "name",
  page: "1",
  born: "initiative",
  ties: "0",
  rule: "default",
  layout: "layers",
  steps: "1",
  signs: "party",
};
const ORDER = ["q", "only", "day", "from", "to", "certainty"];
/** What only concerns looking: the answer is the same without it. */
const LOOKS = ["colour", "fill", "ties", "layout", "signs", "sort", "page", "at", "zoom", "steps", "open"];
const LAST = ["rule", ...LOOKS];
const FILTERS = PARAMETERS.filter(({ name, test }) => test || name === "within").map(({ name }) => name);
const looks = new RegExp(`^(${LOOKS.join("|")})=`);

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

export class PageState {
  constructor(search, today) {
    this.today = today;
    this.load(search);
  }

  load(search) {
    this.params = new URLSearchParams(search);
  }

  get(name) {
    return this.params.get(name) ?? SILENT[name] ?? "";
  }

  all(name) {
    return this.params.getAll(name).filter(Boolean);
  }

  /** The last day that is shown: the day asked, or the end of the range, which is today when it was left open. */
  get day() {
    if (!this.hasRange) return this.dayOf("day") || this.today;
    return this.dayOf("to") || (this.dayOf("from") > this.today ? this.dayOf("from") : this.today);
  }

  /** A parameter as a day; "" when it is none: the server names the mistake. */
  dayOf(name) {
    return toDay(this.get(name)) === null ? "" : this.get(name);
  }

  get hasRange() {
    return this.params.has("from") || this.params.has("to");
  }

  /** Take over some parameters; empty ones go. A changed question starts the list at its first page. */
  change(changes) {
    const before = this.toString();
    for (const [name, value] of Object.entries(changes)) {
      this.params.delete(name);
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== null && one !== undefined && one !== "") this.params.append(name, one);
    }
    const only = Object.keys(changes);
    if (only.some((name) => !["page", "at", "zoom", "open"].includes(name))) this.params.delete("page");
    return this.toString() !== before;
  }

  /** One spelling for each state: an order of names, and nothing that goes without saying. */
  toString() {
    const place = (name) =>
      ORDER.includes(name) ? ORDER.indexOf(name) : LAST.includes(name) ? 100 + LAST.indexOf(name) : 50;
    const pairs = [...this.params].filter(
      ([name, value]) => value !== "" && value !== SILENT[name] && !(name === "day" && value === this.today),
    );
    pairs.sort(
      (one, other) => place(one[0]) - place(other[0]) || compare(one[0], other[0]) || compare(one[1], other[1]),
    );
    const text = new URLSearchParams(pairs).toString();
    return text.replaceAll("%2F", "/").replaceAll("%3A", ":");
  }

  /** The question without what only concerns looking: two equal texts have the same answer. */
  get question() {
    const pairs = this.toString()
      .split("&")
      .filter((pair) => !looks.test(pair));
    return pairs.join("&");
  }

  /** How many values of a filter are asked; a distance alone asks nothing. */
  chosen(name) {
    return name === "within" ? 0 : this.all(name).filter((value) => value !== SILENT[name]).length;
  }

  /** Time and view, without any filter. */
  get unfiltered() {
    const other = new PageState(this.params, this.today);
    for (const name of [...FILTERS, "page"]) other.params.delete(name);
    return other.toString();
  }

  /** The question without time. */
  get timeless() {
    return this.question
      .split("&")
      .filter((pair) => !/^(day|from|to)=/.test(pair))
      .join("&");
  }
}

export class Address {
  constructor(history, path) {
    this.history = history;
    this.path = path;
    this.moving = false;
  }

  /**
   * Write the state into the address. A settled change is a step one can go back from. A move (dragging, playing)
   * makes one step when it begins and then changes that step, so that going back returns to where it began.
   */
  write(text, { moving = false, quiet = false } = {}) {
    const address = text ? `${this.path}?${text}` : this.path;
    if (quiet || (moving && this.moving)) this.history.replaceState(null, "", address);
    else this.history.pushState(null, "", address);
    if (!quiet) this.moving = moving;
  }

  settle() {
    this.moving = false;
  }
}
