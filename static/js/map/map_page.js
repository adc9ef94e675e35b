/* The map page: one state, and everything on the page that shows it. */

import { toDay } from "../time/days.js";
import { TimeStrip } from "../time/strip.js";
import { loadAnswers } from "./answers.js";
import { addTool, goTo, makeMap, writeAt } from "./base_map.js";
import { FilterForm } from "./filter_form.js";
import { Fragment } from "./fragments.js";
import { HoverLabel } from "./hover_label.js";
import { icon } from "./icons.js";
import { LegendBox } from "./legend_box.js";
import { Pointer } from "./pointer.js";
import { Scene } from "./scene.js";
import { rangeOf, sentenceFor } from "./sentence.js";
import { Address, PageState } from "./state.js";
import { showSpot } from "./spot_list.js";
import { Words } from "./words.js";

const PAUSE = 250;

export class MapPage {
  constructor(config, root) {
    this.config = config;
    this.find = (name) => root.querySelector(`[data-${name}]`);
    this.words = new Words(config.texts, config.locale);
    this.state = new PageState(location.search, config.today);
    this.address = new Address(history, location.pathname);
    this.list = this.fragment("list");
    this.panel = this.fragment("panel");
    if (this.list) this.list.onPut = (element) => this.learnNear(element.querySelector("[data-near]"));
  }

  fragment(name) {
    const element = this.find(name);
    const made = element ? new Fragment(element, name, this.config.urls.page) : null;
    made?.has(this.state.toString());
    return made;
  }

  async start(L) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { map, credit } = makeMap(L, this.find("map"), {
      at: this.state.get("at"),
      words: this.words,
      still,
    });
    Object.assign(this, { map, credit });
    addTool(L, map, {
      label: this.words.say("zoom_to_result"),
      icon: icon("fit"),
      act: () => this.zoomToResult(),
    });
    this.answers = await loadAnswers(this.config);
    this.scene = new Scene(L, map, this.answers.field, this.config);
    this.scene.onAreas = (collection) => this.credits(collection);
    this.legend = new LegendBox(this.find("legend"), this.scene, this.words, this.config);
    this.strip = new TimeStrip({
      root: this.find("time"),
      words: this.words,
      field: this.answers.field,
      today: this.config.today,
      onMove: (changes) => this.change(changes, { moving: true }),
      onRest: () => this.rest(),
    });
    const label = new HoverLabel(this.find("hover"), this.find("map"));
    this.pointer = new Pointer({
      scene: this.scene,
      map,
      label,
      words: this.words,
      labels: this.config.labels,
      onOpen: (key) => this.open(key),
      onList: (owners) => this.listSpot(owners),
    });
    this.listen();
    this.refresh();
    document.documentElement.dataset.ready = "map";
  }

  listen() {
    const form = this.find("filters");
    if (form)
      this.form = new FilterForm(form, (changes, settled) => this.change(changes, { moving: !settled }));
    document.addEventListener("click", (event) => this.follow(event));
    this.find("range")?.addEventListener("click", () => this.strip.toggleRange(!this.state.hasRange));
    window.addEventListener("popstate", () => {
      this.state.load(location.search);
      this.address.settle();
      this.refresh();
    });
    this.map.on("moveend", (event) => {
      if (!this.placing) this.change({ at: writeAt(this.map) }, { quiet: true });
    });
    this.map.on("dragstart zoomstart", () => (this.touched = true));
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
    const wanted = new URL(link.href).searchParams;
    wanted.set("at", this.state.get("at"));
    this.state.load(wanted);
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

  /** Bring everything in step with the state. */
  refresh() {
    const { state, scene } = this;
    const mask = this.answers.ask(state);
    scene.show(state, mask);
    const range = state.hasRange
      ? Object.fromEntries(["from", "to"].map((name, index) => [name, rangeOf(state)[index]]))
      : null;
    this.strip.show(toDay(state.day), range);
    this.find("sentence").textContent = sentenceFor(state, scene.picture.shown, this.words);
    this.find("range")?.setAttribute("aria-pressed", state.hasRange);
    this.legend.show(state);
    this.form?.show(state);
    this.links();
    this.later();
  }

  /** What may come a moment later: the parts the server draws, the bars, the numbers beside options. */
  later() {
    const text = this.state.toString();
    this.list?.want(text, { pause: PAUSE });
    const opened = `${this.state.get("open")} ${this.state.question}`;
    if (this.panel && opened !== this.opened) {
      if (this.opened !== undefined)
        this.panel.want(text, { pause: this.opened.split(" ")[0] === this.state.get("open") ? PAUSE : 0 });
      this.opened = opened;
    }
    const counted = `${this.state.timeless} ${this.state.get("colour")}`;
    if (counted !== this.counted) {
      this.counted = counted;
      const { categories, book } = this.scene;
      this.strip.count(
        (day) => this.answers.askOn(this.state, day),
        (owner, day) => book.coloursOf(categories.of(owner, day)),
        this.legend.order(book),
      );
    }
    clearTimeout(this.counting);
    if (this.form)
      this.counting = setTimeout(
        () =>
          this.form.showCounts(this.answers.counts(this.state), (count) => this.words.numbers.format(count)),
        60,
      );
  }

  /** Addresses elsewhere on the page that carry the same state. */
  links() {
    const text = this.state.toString();
    for (const link of document.querySelectorAll("a[data-carries]"))
      link.href = text
        ? `${link.dataset.carries}${link.dataset.carries.includes("?") ? "&" : "?"}${text}`
        : link.dataset.carries;
    const code = this.find("embed");
    if (code) code.value = code.dataset.embed.replace("{query}", text.replaceAll("&", "&amp;"));
  }

  /** The list says where the place asked for lies; the map did not know until now. */
  learnNear(listing) {
    const point = listing?.dataset.nearPoint.split(",").map(Number);
    if (listing && this.answers?.learn(listing.dataset.near, point)) this.refresh();
  }

  open(key) {
    this.change({ open: key });
  }

  listSpot(owners) {
    if (!this.panel) return;
    showSpot(this.panel.element, owners, this.scene, this.pointer, this.state, this.words);
    this.panel.has("");
    this.opened = "";
  }

  zoomToResult() {
    const places = this.scene?.shownPlaces() ?? [];
    if (places.length === 0) goTo(this.map, "");
    else this.map.fitBounds(places, { maxZoom: 12, padding: [48, 48] });
  }

  /** On the map what kind of boundaries these are, in the legend whose they are. */
  credits(collection) {
    const schematic = collection.features.some(({ properties }) =>
      ["schematic", "divided"].includes(properties.basis),
    );
    const said = schematic ? this.words.say("schematic") : "";
    if (this.credited !== said) {
      if (this.credited) this.credit.removeAttribution(this.credited);
      if (said) this.credit.addAttribution(said);
      this.credited = said;
    }
    this.legend.credit([said, collection.credit].filter(Boolean).join(": "));
  }
}
