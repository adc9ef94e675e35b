/* Where the counts of ties inside municipalities stand, so that none covers the number of a disc. Pure. */

/** Half the height of a count, and the room between it and what it belongs to. */
const [HALF, GAP] = [9, 3];
/** Half the width and half the height of the number on a disc. */
const NUMBER = [13, 7];
/** A disc reaches so much farther than its radius. */
const RIM = 3;
/** Above first, then beside, below and in the corners; farther away only when no place is free nearer by. */
const SIDES = [
  [0, -1],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0.75, -0.75],
  [-0.75, -0.75],
  [0.75, 0.75],
  [-0.75, 0.75],
];
const FARTHER = [0, 20, 40];

/** How bad it is to cover: the number of a disc, a disc or another count, signs. */
const [COVERS_NUMBER, COVERS_DISC, COVERS_SIGNS] = [1000, 100, 1];

const meets = (at, { width }, left, top, right, bottom) =>
  at.x - width / 2 < right && at.x + width / 2 > left && at.y - HALF < bottom && at.y + HALF > top;

function meetsDisc(at, { width }, disc) {
  const dx = Math.max(0, Math.abs(at.x - disc.x) - width / 2);
  const dy = Math.max(0, Math.abs(at.y - disc.y) - HALF);
  return Math.hypot(dx, dy) < disc.radius + RIM - 1;
}

function cost(at, count, placed, discs, boxes) {
  let sum = 0;
  for (const disc of discs) {
    if (!meetsDisc(at, count, disc)) continue;
    const [wide, high] = NUMBER;
    const isOnNumber = meets(at, count, disc.x - wide, disc.y - high, disc.x + wide, disc.y + high);
    sum += isOnNumber ? COVERS_NUMBER : COVERS_DISC;
  }
  for (const { at: other, width } of placed)
    if (meets(at, count, other.x - width / 2, other.y - HALF, other.x + width / 2, other.y + HALF)) sum += COVERS_DISC;
  for (let box = 0; box < boxes.length; box += 4)
    if (meets(at, count, boxes[box] + GAP, boxes[box + 1] + GAP, boxes[box + 2] - GAP, boxes[box + 3] - GAP))
      sum += COVERS_SIGNS;
  return sum;
}

/**
 * Places for counts, in their order: [{ x, y }]. A count is { x, y (its spot), lift (how far the signs or the disc of the
 * spot reach), width }; `discs` are { x, y, radius }, `boxes` four numbers for what is drawn at each spot.
 */
export function placeCounts(counts, discs, boxes = []) {
  const placed = [];
  for (const count of counts) {
    let [best, least] = [null, Infinity];
    for (const farther of FARTHER) {
      for (const [across, down] of SIDES) {
        const reach = count.lift + farther + GAP;
        const at = {
          x: count.x + across * reach + Math.sign(across) * (count.width / 2),
          y: count.y + down * reach + Math.sign(down) * HALF,
        };
        const found = cost(at, count, placed, discs, boxes);
        if (found < least) [best, least] = [at, found];
        if (least === 0) break;
      }
      if (least < COVERS_DISC) break;
    }
    placed.push({ at: best, width: count.width });
  }
  return placed.map(({ at }) => at);
}
