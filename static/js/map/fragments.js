/* Parts of the page that the server draws: the list, the panel, the options of filters. */

export class Fragment {
  /** @param element where the part stands; `name` is what the server knows it by */
  constructor(element, name, path) {
    Object.assign(this, { element, name, path });
    this.asked = null;
    this.controller = null;
    this.timer = 0;
  }

  /** Ask for the part that belongs to a state, after a pause; a later wish replaces an earlier one. */
  want(text, { pause = 0 } = {}) {
    if (text === this.asked) return;
    this.asked = text;
    clearTimeout(this.timer);
    this.controller?.abort();
    this.element.classList.add("is-waiting");
    this.timer = setTimeout(() => this.fetch(text), pause);
  }

  /** What stands there already belongs to this state. */
  has(text) {
    this.asked = text;
  }

  async fetch(text) {
    this.controller = new AbortController();
    try {
      const answer = await fetch(text ? `${this.path}?${text}` : this.path, {
        headers: { "HX-Request": "true", "HX-Target": this.name },
        signal: this.controller.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (text !== this.asked) return;
      this.put(html);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.asked = null;
    }
    this.element.classList.remove("is-waiting");
  }

  put(html) {
    const open = [...this.element.querySelectorAll("details[data-kept-open][open]")].map(({ id }) => id);
    const held = this.element.contains(document.activeElement) ? document.activeElement : null;
    const parsed = new DOMParser().parseFromString(html, "text/html");
    this.element.replaceChildren(...parsed.body.childNodes);
    // What the reader has folded open stays so while time moves on.
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (held) this.holdOn(held);
    this.onPut?.(this.element);
  }

  /** Who was here with keys or a finger stays here: on the same link, or else at the part as a whole. */
  holdOn({ id, href }) {
    const same = id
      ? document.getElementById(id)
      : href && [...this.element.querySelectorAll("a")].find((link) => link.href === href);
    (same || this.element.querySelector("[tabindex='-1']"))?.focus({ preventScroll: true });
  }
}
