/* A page about the field: one state in its address, the control of time, the filters, and parts that the server draws.
   The map page and the network page are made from it; each adds its drawing. */

import { FilterForm } from "../map/filter_form.js";
import { Fragment } from "../map/fragments.js";
import { Address, PageState } from "../map/state.js";
import { Words } from "../map/words.js";
import { TimeStrip } from "../time/strip.js";

const PAUSE = 250;

export class FieldPage {
  /** The parameter that says where in the drawing one looks; it stays when a link changes the rest. */
  static looking = "at";

  constructor(config, root) {
    this.config = config;
    this.find = (name) => root.querySelector(`[data-${name}]`);
    this.words = new Words(config.texts, config.locale);
    this.state = new PageState(location.search, config.today);
    this.address = new Address(history, location.pathname);
    this.list = this.fragment("list");
    this.panel = this.fragment("panel");
    if (this.list) this.list.onPut = (element) => this.takeList(element);
    if (this.panel) this.panel.onPut = (element) => this.takePanel(element);
  }

  fragment(name) {
    const element = this.find(name);
    const made = element ? new Fragment(element, name, this.config.urls.page) : null;
    made?.has(this.state.toString());
    return made;
  }

  /** The control of time, over a field that has been read. */
  startTime(field) {
    this.strip = new TimeStrip({
      root: this.find("time"),
      words: this.words,
      moments: this.config.moments,
      field,
      today: this.config.today,
      onMove: (changes) => this.change(changes, { moving: true }),
      onRest: () => this.rest(),
    });
  }

  listen() {
    const form = this.find("filters");
    if (form)
      this.form = new FilterForm(form, {
        onChange: (changes, settled) => this.change(changes, { moving: !settled }),
        onUnfold: () => this.countOptions(),
      });
    document.addEventListener("click", (event) => this.follow(event));
    this.find("range")?.addEventListener("click", () => this.strip.toggleRange(!this.state.hasRange));
    this.find("filter-fold")?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.form.fold();
    });
    window.addEventListener("popstate", () => this.goBack());
  }

  goBack() {
    const { looking } = this.constructor;
    const before = this.state.get(looking);
    const opened = this.state.get("open");
    this.state.load(location.search);
    this.address.settle();
    if (this.state.get(looking) !== before) this.look(this.state.get(looking));
    if (this.state.get("open") !== opened) this.opening = this.state.get("open") || opened;
    this.refresh();
  }

  /** Links that only change the state are followed without a new page. */
  follow(event) {
    const link = event.target.closest("a[data-state]");
    if (
      !link ||
      event.defaultPrevented ||
      event.button > 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    const { looking } = this.constructor;
    const wanted = new URL(link.href).searchParams;
    const before = this.state.get("open");
    wanted.set(looking, this.state.get(looking));
    this.state.load(wanted);
    if (this.state.get("open") !== before) this.opening = this.state.get("open") || before;
    this.turning = link.closest(".pager") !== null;
    this.address.write(this.state.toString());
    this.refresh();
  }

  change(changes, { moving = false, quiet = false } = {}) {
    if (!this.state.change(changes)) return;
    this.address.write(this.state.toString(), { moving, quiet });
    if (quiet) return;
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.refresh();
    });
  }

  rest() {
    this.address.settle();
  }

  open(key) {
    this.opening = key;
    this.change({ open: key });
  }

  /** What the panel depends on beside the item that is open. */
  get panelQuestion() {
    return this.state.question;
  }

  /** What may come a moment later: the parts the server draws, the bars, the numbers beside options. */
  later() {
    const text = this.state.toString();
    this.list?.want(text, { pause: PAUSE });
    const opened = `${this.state.get("open")} ${this.panelQuestion}`;
    if (this.panel && opened !== this.opened) {
      if (this.opened !== undefined)
        this.panel.want(text, { pause: this.opened.split(" ")[0] === this.state.get("open") ? PAUSE : 0 });
      this.opened = opened;
    }
    this.countBars();
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.countOptions(), 60);
  }

  /** The numbers beside options, which nobody sees while the filters are folded: time then runs without counting them. */
  countOptions() {
    if (!this.form?.isUnfolded || !this.answers) return;
    const counts = this.answers.counts(this.state);
    const format = (count) => this.words.numbers.format(count);
    this.form.showCounts(counts, format);
    const choices = [...this.answers.municipalities, ["unknown", this.words.say("unknown")]];
    this.form.showChoices(choices, counts, format, this.state);
  }

  /** Bars of time, counted anew when the question or what colours them has changed. */
  countBars() {
    const { attribute, parts, order } = this.barColours();
    const counted = `${this.state.timeless} ${attribute}`;
    if (counted === this.counted) return;
    this.counted = counted;
    this.strip.count((day) => this.answers.askOn(this.state, day), parts, order);
  }

  /** Addresses elsewhere on the page that carry the same state. */
  links() {
    const text = this.state.toString();
    for (const link of document.querySelectorAll("a[data-carries]"))
      link.href = text
        ? `${link.dataset.carries}${link.dataset.carries.includes("?") ? "&" : "?"}${text}`
        : link.dataset.carries;
    // Who changes the language, or leaves out what is fictional, stays with the same question.
    const here = text ? `${location.pathname}?${text}` : location.pathname;
    for (const input of document.querySelectorAll("input[data-here]")) input.value = here;
    for (const link of document.querySelectorAll("a[data-fiction-switch]")) {
      const [wanted, own] = [new URLSearchParams(text), new URL(link.href).searchParams];
      for (const name of ["only", "certainty", "page"]) {
        wanted.delete(name);
        if (own.has(name)) wanted.set(name, own.get(name));
      }
      link.search = wanted;
    }
  }

  /** A new list also says where the place asked for lies, which the page did not know until now. */
  takeList(element) {
    const listing = element.querySelector("[data-near]");
    const point = listing?.dataset.nearPoint.split(",").map(Number);
    if (listing && this.answers?.learn(listing.dataset.near, point)) {
      this.counted = null;
      this.refresh();
    } else this.listTaken(element);
    if (this.turning) element.querySelector(".listing")?.scrollIntoView();
    this.turning = false;
  }

  /** Who opened something reads on there; who closed it goes back to where it stands in the list. */
  takePanel(element) {
    if (!this.opening) return;
    const listed = element.querySelector(".panel") ?? this.listedLink(this.opening);
    // What is on another page of the list gives way to the list as a whole.
    if (listed) listed.focus();
    else this.list?.element.querySelector(".listing")?.focus({ preventScroll: true });
    this.opening = "";
  }
}
