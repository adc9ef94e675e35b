/* What fills each municipality on a day. Pure.

   A municipality has a value; or somebody looked and found none; or nobody looked. `research` tells the last two
   apart, for initiatives and for ties. Counts of refugee-led groups under five are not shown. */

import { rowOn } from "./picture.js";

export const NOT_RESEARCHED = -1;
export const NONE_FOUND = 0;
export const HIDDEN_COUNT = 5;

/** "activity:language_lessons" → { measure: "activity", term: "language_lessons" } */
export function readFill(text) {
  const [measure, term = ""] = (text || "none").split(":");
  return { measure, term };
}

/** How well each municipality was searched: 0 not, 1 partly, 2 systematically. A kind of tie counts as ties. */
export function searched(field, holder, day, subject, kind = -1) {
  const { research } = field;
  const found = new Uint8Array(holder.length);
  for (let row = 0; row < research.municipality.length; row += 1) {
    if (research.municipality[row] < 0 || research.subject[row] !== subject) continue;
    if (subject === 1 && research.kind[row] >= 0 && research.kind[row] !== kind) continue;
    if (research.start_lo[row] > day || day >= research.end_hi[row]) continue;
    const at = holder[research.municipality[row]];
    found[at] = Math.max(found[at], research.completeness[row]);
  }
  return found;
}

function countOrganisations(picture, counts, wanted) {
  const { holder, field, total } = picture;
  for (let owner = 0; owner < total; owner += 1) {
    const row = picture.rowOf(owner);
    if (row < 0 || !wanted(owner)) continue;
    const municipality = field.places.municipality[row];
    if (municipality >= 0) counts[holder[municipality]] += 1;
  }
}

/** Collaborations in which a municipality takes part itself, or through an organisation that is there. */
function countTies(picture, counts, day, kind) {
  const { field, holder } = picture;
  const { ties, participations, places } = field;
  const holdsOn = (table, row) => table.start_hi[row] <= day && day < table.end_lo[row];
  for (let tie = 0; tie < ties.kind.length; tie += 1) {
    if ((kind >= 0 && ties.kind[tie] !== kind) || !holdsOn(ties, tie)) continue;
    const met = new Set();
    for (let row = participations.offsets[tie]; row < participations.offsets[tie + 1]; row += 1) {
      if (!holdsOn(participations, row)) continue;
      let municipality = participations.municipality[row];
      if (municipality < 0 && participations.organisation[row] >= 0) {
        const place = rowOn(places, participations.organisation[row], day);
        municipality = place < 0 ? -1 : places.municipality[place];
      }
      if (municipality >= 0) met.add(holder[municipality]);
    }
    for (const municipality of met) counts[municipality] += 1;
  }
}

function hasTerm(field, term) {
  const { phases } = field;
  const number = field.terms.activity.indexOf(term);
  const words = phases.activity[number >> 5];
  const bit = 1 << (number & 31);
  return (owner, day) => {
    if (number < 0) return false;
    for (let row = phases.offsets[owner]; row < phases.offsets[owner + 1]; row += 1) {
      if ((words[row] & bit) !== 0 && phases.start_hi[row] <= day && day < phases.end_lo[row]) return true;
    }
    return false;
  };
}

/** { counts, looked } for every municipality: how many, and how well was searched. */
export function measureAreas(fill, picture, day) {
  const { measure, term } = readFill(fill);
  const { field, holder } = picture;
  const counts = new Int32Array(holder.length);
  if (measure === "ties") {
    const kind = term ? field.terms.tie_kind.indexOf(term) : -1;
    countTies(picture, counts, day, kind);
    return { counts, looked: searched(field, holder, day, 1, kind) };
  }
  const looked = searched(field, holder, day, 0);
  if (measure === "research") {
    const ties = searched(field, holder, day, 1);
    for (let at = 0; at < counts.length; at += 1)
      counts[at] = (looked[at] > 0 ? 1 : 0) + (ties[at] > 0 ? 2 : 0);
  } else if (measure === "activity") {
    const does = hasTerm(field, term);
    countOrganisations(picture, counts, (owner) => does(owner, day));
  } else if (measure === "refugee_led") {
    const yes = (owner) => {
      const row = rowOn(field.refugee_led, owner, day);
      return row >= 0 && field.refugee_led.value[row] === 1;
    };
    countOrganisations(picture, counts, yes);
    for (let at = 0; at < counts.length; at += 1) if (counts[at] < HIDDEN_COUNT) counts[at] = 0;
  } else if (measure === "initiatives") countOrganisations(picture, counts, () => true);
  return { counts, looked };
}

const LADDERS = [
  [1, 2, 3, 5, 8],
  [1, 3, 6, 12, 25],
  [1, 5, 15, 50, 150],
  [1, 10, 50, 200, 800],
];

/** Lower bounds of the five steps, chosen by the fullest municipality of all times so that they stay while time moves. */
export function stepsFor(fill, highest) {
  if (readFill(fill).measure === "refugee_led") return [5, 8, 12, 20, 40];
  return LADDERS.find((ladder) => highest < ladder[4] * 2.5) ?? LADDERS[3];
}

/** The look of one municipality: a step 1 to 5, NONE_FOUND or NOT_RESEARCHED. */
export function stepOf(count, looked, bounds) {
  if (count < bounds[0]) return looked > 0 ? NONE_FOUND : NOT_RESEARCHED;
  let step = 0;
  while (step < bounds.length && count >= bounds[step]) step += 1;
  return step;
}
