/* Counted discs: how many stand at a spot, with a ring that tells in which categories. */

const TURN = 2 * Math.PI;
const RING = 3.5;

/**
 * Discs in layers in which none touches another: what lies in one layer can be drawn by colour, all discs at once, and
 * looks as if they were drawn one after another.
 */
export function layersOf(discs) {
  const layers = [];
  const layer = new Int32Array(discs.length);
  discs.forEach((disc, index) => {
    for (let other = 0; other < index; other += 1) {
      const apart = disc.radius + discs[other].radius + 6;
      const [dx, dy] = [disc.x - discs[other].x, disc.y - discs[other].y];
      if (dx * dx + dy * dy < apart * apart) layer[index] = Math.max(layer[index], layer[other] + 1);
    }
    (layers[layer[index]] ??= []).push(disc);
  });
  return layers;
}

/** Draw all discs of a view. */
export function drawDiscs(context, discs, arrangement, colour) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const layer of layersOf(discs)) {
    fillAll(context, layer, 2, colour("paper"));
    drawRings(context, layer, arrangement, colour);
    fillAll(context, layer, -2.5, colour("sea-800"));
    context.fillStyle = "#fff";
    for (const isLong of [false, true]) {
      context.font = `600 ${isLong ? 10.5 : 12}px ${colour("font-text")}`;
      for (const { x, y, count } of layer)
        if (count > 999 === isLong) context.fillText(numberFor(count), x, y + 0.5);
    }
  }
}

function numberFor(count) {
  return count > 9999 ? `${Math.round(count / 1000)}k` : String(count);
}

function fillAll(context, discs, wider, fill) {
  context.beginPath();
  for (const { x, y, radius } of discs) {
    context.moveTo(x + radius + wider, y);
    context.arc(x, y, radius + wider, 0, TURN);
  }
  context.fillStyle = fill;
  context.fill();
}

function drawRings(context, discs, arrangement, colour) {
  context.lineWidth = RING;
  const { names } = arrangement.book;
  const { shares } = arrangement;
  const from = new Float64Array(discs.length).fill(-Math.PI / 2);
  for (let name = 0; name < names.length; name += 1) {
    context.beginPath();
    for (let index = 0; index < discs.length; index += 1) {
      const disc = discs[index];
      const part = shares[disc.group * names.length + name];
      if (part === 0) continue;
      const { x, y } = disc;
      const radius = disc.radius - 0.25;
      const to = from[index] + (part / (6 * disc.count)) * TURN;
      context.moveTo(x + radius * Math.cos(from[index]), y + radius * Math.sin(from[index]));
      context.arc(x, y, radius, from[index], to);
      from[index] = to;
    }
    context.strokeStyle = colour(names[name]);
    context.stroke();
  }
}

/** The ring around what is chosen. */
export function drawHalo(context, x, y, radius, stroke) {
  for (const [width, style] of [
    [6, "#fff"],
    [3, stroke],
  ]) {
    context.beginPath();
    context.arc(x, y, radius + 4, 0, TURN);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}
