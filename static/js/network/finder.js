/* Finding a party by name among those that are drawn. */

export class Finder {
  constructor(input, list, onFound) {
    Object.assign(this, { input, list, onFound });
    input.addEventListener("focus", () => this.fill());
    input.addEventListener("change", () => this.find());
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.find();
    });
  }

  show(signs, nameOf) {
    Object.assign(this, { signs, nameOf, filled: false });
    if (document.activeElement === this.input) this.fill();
  }

  fill() {
    if (this.filled) return;
    this.filled = true;
    const names = [...new Set(this.signs.map(({ place }) => this.nameOf(place)))].sort((one, other) => one.localeCompare(other));
    this.list.replaceChildren(
      ...names.map((name) => {
        const option = document.createElement("option");
        option.value = name;
        return option;
      }),
    );
  }

  /** The party with this name, or the first whose name holds it. */
  find() {
    const wanted = this.input.value.trim().toLocaleLowerCase();
    if (!wanted) return;
    const named = this.signs.map(({ place }) => ({ place, name: this.nameOf(place).toLocaleLowerCase() }));
    const found = named.find(({ name }) => name === wanted) ?? named.find(({ name }) => name.includes(wanted));
    this.input.setAttribute("aria-invalid", found ? "false" : "true");
    if (found) this.onFound(found.place);
  }
}
