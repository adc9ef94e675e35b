/* The label beside the pointer. For people who do not use one, the list says the same. */

export class HoverLabel {
  constructor(element, frame) {
    this.element = element;
    this.frame = frame;
  }

  show(lines, x, y) {
    const [first, ...rest] = lines;
    this.element.replaceChildren(
      document.createTextNode(first),
      ...rest.filter(Boolean).map((text) => {
        const part = document.createElement("span");
        part.textContent = text;
        return part;
      }),
    );
    this.element.hidden = false;
    const { clientWidth, clientHeight } = this.frame;
    const across =
      x + 16 + this.element.offsetWidth > clientWidth ? x - 12 - this.element.offsetWidth : x + 16;
    const down =
      y + 18 + this.element.offsetHeight > clientHeight ? y - 10 - this.element.offsetHeight : y + 18;
    this.element.style.transform = `translate(${Math.max(4, across)}px, ${Math.max(4, down)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}
