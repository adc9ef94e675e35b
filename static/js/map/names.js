/* Names of municipalities, for finding one's way: only when zoomed in, and only where they do not touch. */

export const NAMES_FROM_ZOOM = 9.25;
const LINE = 15;

/** Boxes that keep clear of each other: adds `box` to `taken` and returns true when there is room. */
export function claim(taken, box) {
  const free = taken.every(
    (other) =>
      box.right <= other.left ||
      box.left >= other.right ||
      box.bottom <= other.top ||
      box.top >= other.bottom,
  );
  if (free) taken.push(box);
  return free;
}

/** @param reach(site) how far the flower or disc at a municipality's point reaches down from it */
export function drawNames(context, view, { picture, zoom, colour, reach }) {
  if (zoom < NAMES_FROM_ZOOM) return;
  const { name } = picture.field.municipalities;
  const scale = 256 * 2 ** zoom;
  const taken = [];
  context.font = `500 ${zoom < 11 ? 11.5 : 13}px ${colour("font-text")}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = colour("sand-200");
  context.fillStyle = colour("ink-soft");
  for (let site = 0; site < name.length; site += 1) {
    const [x, y] = [picture.sites.x[site] * scale, picture.sites.y[site] * scale];
    if (picture.holder[site] !== site || x < view.left || x > view.right || y < view.top || y > view.bottom)
      continue;
    const top = y + reach(site) + 3;
    const half = context.measureText(name[site]).width / 2 + 4;
    if (!claim(taken, { left: x - half, right: x + half, top, bottom: top + LINE })) continue;
    context.strokeText(name[site], x, top);
    context.fillText(name[site], x, top);
  }
}
