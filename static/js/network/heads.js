/* The names of the columns: they stay at the head of the frame while the drawing moves below. */

/** Columns narrower than this many pixels have a shorter name. */
const SHORT = 125;

export class Heads {
  constructor(frame, words) {
    this.words = words;
    this.row = document.createElement("ol");
    this.row.className = "network-heads";
    frame.append(this.row);
    this.bands = [];
  }

  show(bands, counts) {
    this.bands = bands;
    if (this.row.children.length !== bands.length)
      this.row.replaceChildren(
        ...bands.map((_band, number) => {
          const item = document.createElement("li");
          const [title, count] = [document.createElement("span"), document.createElement("span")];
          title.dataset.short = this.words.say(`short_${number}`);
          title.dataset.long = this.words.say(`column_${number}`);
          count.className = "numbers";
          item.append(title, count);
          return item;
        }),
      );
    bands.forEach((_band, number) => {
      const place = this.row.children[number].lastElementChild;
      if (place.textContent !== counts[number]) place.textContent = counts[number];
    });
  }

  /** Each name above its column, as wide as the column is then. */
  place(camera) {
    this.bands.forEach(({ left, width }, number) => {
      const item = this.row.children[number];
      const { style } = item;
      const title = item.firstElementChild;
      const said = width * camera.scale < SHORT ? title.dataset.short : title.dataset.long;
      if (title.textContent !== said) title.textContent = said;
      const { x } = camera.toFrame({ x: left, y: 0 });
      style.transform = `translateX(${x.toFixed(1)}px)`;
      style.width = `${(width * camera.scale).toFixed(1)}px`;
    });
  }
}
