/* Which part of a drawing is drawn again when some spots look different. Pure.

   Boxes are lists of left, top, right, bottom of each spot; a spot with nothing drawn has a box without width. */

/** When more than this share of all spots is drawn again, it is quicker to draw everything. */
const MOST = 0.7;

/**
 * The boxes of spots that changed are wiped, as they were and as they are. What stands in them as well is drawn again too,
 * and whole, so its box is wiped as well, and so on. (Cutting off at the edges of boxes would not do: a browser smooths
 * edges otherwise near a cut.)
 * @param changed spots (an array)
 * @param before box of each spot as it was drawn
 * @param now box of each spot as it is to be drawn
 * @returns { spots (that are drawn again, in order), wiped (boxes) }, or null when it is quicker to draw everything
 */
export function spotsToMend(changed, before, now) {
  const count = now.length / 4;
  const isTaken = new Uint8Array(count);
  const spots = [];
  const wiped = [];
  const take = (spot) => {
    isTaken[spot] = 1;
    const box = around(before, now, 4 * spot);
    if (box === null) return;
    spots.push(spot);
    wiped.push(box);
  };
  for (const spot of changed) take(spot);
  for (let next = 0; next < wiped.length; next += 1) {
    if (wiped.length > MOST * count) return null;
    const [left, top, right, bottom] = wiped[next];
    for (let spot = 0, at = 0; spot < count; spot += 1, at += 4) {
      if (isTaken[spot] === 1 || now[at] === now[at + 2]) continue;
      if (now[at] < right && now[at + 2] > left && now[at + 1] < bottom && now[at + 3] > top) take(spot);
    }
  }
  return { spots: spots.sort((one, other) => one - other), wiped };
}

/** The box around two boxes of a spot; null when nothing is in either. */
function around(before, now, at) {
  const [was, is] = [before[at] < before[at + 2], now[at] < now[at + 2]];
  if (!was && !is) return null;
  if (!was) return [...now.subarray(at, at + 4)];
  if (!is) return [...before.subarray(at, at + 4)];
  return [
    Math.min(before[at], now[at]),
    Math.min(before[at + 1], now[at + 1]),
    Math.max(before[at + 2], now[at + 2]),
    Math.max(before[at + 3], now[at + 3]),
  ];
}
