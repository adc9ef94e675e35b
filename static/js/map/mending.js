/* Which part of a drawing is drawn again when some spots look different. Pure. */

/** When more than this share of all spots is drawn again, it is quicker to draw everything. */
const MOST = 0.7;

/**
 * What is drawn at a spot lies within the square around its middle that reaches as far as its drawing. These squares are
 * wiped for the spots that changed. What stands in them as well is drawn again too, and whole, so its square is wiped as
 * well, and so on. (Cutting off at the edges of squares would not do: a browser smooths edges otherwise near a cut.)
 * @param changed spots (an array)
 * @param middles { x, y } of all spots
 * @param before how far each reached when it was drawn, 0 = nothing was drawn
 * @param now how far each reaches now
 * @returns { spots (that are drawn again, in order), reach (of the square of each of them, 0 for others) }, or null when it
 *   is quicker to draw everything
 */
export function spotsToMend(changed, { x, y }, before, now) {
  const reach = new Float32Array(x.length);
  const spots = [];
  const take = (spot) => {
    reach[spot] = Math.max(before[spot], now[spot]);
    if (reach[spot] > 0) spots.push(spot);
  };
  for (const spot of changed) take(spot);
  for (let next = 0; next < spots.length; next += 1) {
    if (spots.length > MOST * x.length) return null;
    const wiped = spots[next];
    for (let spot = 0; spot < x.length; spot += 1) {
      if (now[spot] === 0 || reach[spot] > 0) continue;
      const apart = reach[wiped] + now[spot];
      if (Math.abs(x[wiped] - x[spot]) < apart && Math.abs(y[wiped] - y[spot]) < apart) take(spot);
    }
  }
  return { spots: spots.sort((one, other) => one - other), reach };
}
