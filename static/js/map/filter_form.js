/* The form of filters, in step with the state: it works as a plain form, and without a reload when scripts run. */

const TYPING = 250;

export class FilterForm {
  /** @param options { onChange(changes, settled) with every field of the form, onUnfold() } */
  constructor(form, { onChange, onUnfold }) {
    this.form = form;
    this.details = form.querySelector("[data-filter-fold]");
    this.onChange = onChange;
    this.details.addEventListener("toggle", () => this.isUnfolded && onUnfold());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(true);
    });
    // Fields may stand elsewhere on the page (`form="filters"`): what happens to them does not pass by the form.
    document.addEventListener("change", (event) => {
      if (event.target.form === form) this.send(true, event.target);
    });
    form.querySelector("[data-close-filters]")?.addEventListener("click", () => this.fold());
    form.addEventListener("input", (event) => {
      if (!["text", "search"].includes(event.target.type)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(false, event.target), TYPING);
    });
  }

  get isUnfolded() {
    return this.details.open;
  }

  /** Close the filters, which on a phone cover the result. */
  fold() {
    this.details.open = false;
    this.details.querySelector("summary").focus();
  }

  /**
   * The fields that speak; a list that drops down holds one value, so it speaks only when somebody touched it. What is
   * hidden is for a browser without scripts: the state knows better by now.
   */
  names(touched) {
    const speaking = [...this.form.elements].filter(
      (element) => element.type !== "hidden" && (element.type !== "select-one" || element === touched),
    );
    return new Set(speaking.map((element) => element.name).filter(Boolean));
  }

  send(settled, touched = null) {
    clearTimeout(this.timer);
    const given = new FormData(this.form);
    const changes = {};
    for (const name of this.names(touched))
      changes[name] = [...new Set(given.getAll(name))].filter((value) => value !== "");
    this.onChange(changes, settled);
  }

  /** Put what the state says into the fields. */
  show(state) {
    for (const element of this.form.elements) {
      if (!element.name || element === document.activeElement) continue;
      const values = state.all(element.name);
      if (element.type === "checkbox") element.checked = values.includes(element.value);
      else if (element.type === "radio") element.checked = state.get(element.name) === element.value;
      else if (element.name === "day") element.value = state.day;
      else if (element.type !== "hidden") element.value = state.get(element.name);
    }
    this.showChosen(state);
  }

  /** How many are chosen in each group, and the way back to none: time and view stay. */
  showChosen(state) {
    let all = 0;
    for (const group of this.form.querySelectorAll(".filter-group")) {
      const names = new Set([...group.querySelectorAll("[name]")].map(({ name }) => name));
      const chosen = [...names].reduce((sum, name) => sum + state.chosen(name), 0);
      group.querySelector(".chosen-count").textContent = chosen || "";
      all += chosen;
    }
    this.details.querySelector("summary > .chosen-count").textContent = all || "";
    const [clear] = this.form.querySelectorAll("[data-clear]");
    clear.hidden = all === 0 && state.chosen("q") === 0;
    const left = state.unfiltered;
    clear.href = left ? `${location.pathname}?${left}` : location.pathname;
  }

  /** The number beside each option; options without any stay, paler. */
  showCounts(counts, format) {
    for (const place of this.form.querySelectorAll("[data-count]")) {
      const [name, value] = place.dataset.count.split("=");
      const count = counts(name, value) ?? null;
      place.textContent = count === null ? "" : format(count);
      place.closest(".option")?.classList.toggle("option-empty", count === 0);
    }
  }

  /** What drops down: those of these choices that somebody would answer, and what is chosen. An open list stays as it is. */
  showChoices(choices, counts, format, state) {
    for (const list of this.form.querySelectorAll("select[data-choices]")) {
      if (list === document.activeElement) continue;
      const chosen = state.get(list.name);
      const [empty, ...before] = list.options;
      const options = [];
      for (const [value, label] of choices) {
        const count = counts(list.name, value) ?? 0;
        if (count > 0 || value === chosen) options.push(new Option(`${label} (${format(count)})`, value));
      }
      // A party that is no municipality is among no choices, but an address may ask for it.
      if (options.every(({ value }) => value !== chosen))
        options.push(...before.filter(({ value }) => value === chosen));
      list.replaceChildren(empty, ...options);
      list.value = chosen;
    }
  }
}
