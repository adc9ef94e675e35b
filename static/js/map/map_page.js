/* The map page: one state, and everything on the page that shows it. */

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
import { sentenceFor, whenWords } from "./sentence.js";
import { signPicture } from "./signs.js";
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
    if (this.list) this.list.onPut = (element) => this.takeList(element);
    if (this.panel) this.panel.onPut = (element) => this.takePanel(element);
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
    this.find("filter-fold")?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.form.fold();
    });
    window.addEventListener("popstate", () => this.goBack());
    // A map that only got another size tells of a move as well, but nobody moved it.
    this.map.on("movestart", () => (this.moved = true));
    this.map.on("moveend", () => {
      if (this.moved) this.change({ at: writeAt(this.map) }, { quiet: true });
      this.moved = false;
    });
  }

  goBack() {
    const before = this.state.get("at");
    this.state.load(location.search);
    this.address.settle();
    if (this.state.get("at") !== before) goTo(this.map, this.state.get("at"));
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
    const wanted = new URL(link.href).searchParams;
    const before = this.state.get("open");
    wanted.set("at", this.state.get("at"));
    this.state.load(wanted);
    if (this.state.get("open") !== before) this.opening = this.state.get("open") || before;
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
    const { question, mask } = this.answers.ask(state);
    scene.show(state, question.division, mask);
    const range = question.ranged ? { from: question.first, to: question.last } : null;
    this.strip.show(question.division, range, whenWords(question, this.words));
    this.find("sentence").textContent = sentenceFor(question, scene.picture.shown, this.words);
    this.tellPlaceless();
    this.signList();
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

  /** Who has no known place is not on the map: that is said, and the list has them. */
  tellPlaceless() {
    const note = this.find("placeless");
    if (!note) return;
    const { placeless } = this.scene.picture;
    note.textContent = placeless > 0 ? this.words.count("placeless", placeless) : "";
  }

  /** The sign of each one in the list, as on the map. */
  signList() {
    const { keys, picture, book } = this.scene;
    for (const place of this.list?.element.querySelectorAll("[data-sign]") ?? []) {
      const owner = keys.get(place.dataset.sign) ?? -1;
      const drawn = owner >= 0 && picture.state[owner] !== 0;
      place.replaceChildren(
        ...(drawn ? [signPicture(book, picture.category[owner], picture.state[owner])] : []),
      );
    }
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

  /** A new list also says where the place asked for lies, which the map did not know until now. */
  takeList(element) {
    const listing = element.querySelector("[data-near]");
    const point = listing?.dataset.nearPoint.split(",").map(Number);
    if (listing && this.answers?.learn(listing.dataset.near, point)) this.refresh();
    else if (this.scene) this.signList();
  }

  /** Who opened something reads on there; who closed it goes back to where it stands in the list. */
  takePanel(element) {
    if (!this.opening) return;
    const panel = element.querySelector(".panel");
    const listed = this.list?.element.querySelector(`[data-sign="${CSS.escape(this.opening)}"]`);
    (panel ?? listed?.parentElement.querySelector("a"))?.focus();
    this.opening = "";
  }

  open(key) {
    this.opening = key;
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
