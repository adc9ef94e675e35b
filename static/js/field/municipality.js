/* Municipalities through time: which one holds, on a day, what was recorded with another. */

import { kept } from "./kept.js";

/** The municipality in which something recorded with municipality `index` lies on a day; -1 for none. */
export function municipalityOn(columns, index, day) {
  if (index < 0) return -1;
  const { from, to, heir, forebear } = columns.municipalities;
  let at = index;
  for (let step = 0; step < from.length && day >= to[at] && heir[at] >= 0; step += 1) at = heir[at];
  for (let step = 0; step < from.length && day < from[at] && forebear[at] >= 0; step += 1) at = forebear[at];
  return at;
}

/** The same for all municipalities at once; between two days of change it is worked out once. */
export function municipalitiesOn(columns, day) {
  const { from, to } = columns.municipalities;
  const changes = kept(columns, "changes", () => Int32Array.from(new Set([...from, ...to])).sort());
  let epoch = 0;
  while (epoch < changes.length && changes[epoch] <= day) epoch += 1;
  return kept(columns, `division ${epoch}`, () => Int32Array.from(from, (_first, index) => municipalityOn(columns, index, day)));
}
