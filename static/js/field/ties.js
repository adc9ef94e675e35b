/* What is asked of ties: one participation satisfies all of it. */

import { kept, keptLast } from "./kept.js";

/** Participations of organisations by organisation: { offsets, row, tie }. */
export function partsOf(columns) {
  return kept(columns, "parts", () => {
    const { offsets: ties, organisation } = columns.participations;
    const offsets = new Int32Array(columns.organisations.rank.length + 1);
    for (const owner of organisation) if (owner >= 0) offsets[owner + 1] += 1;
    for (let owner = 1; owner < offsets.length; owner += 1) offsets[owner] += offsets[owner - 1];
    const next = offsets.slice();
    const row = new Int32Array(offsets[offsets.length - 1]);
    const tie = new Int32Array(row.length);
    for (let one = 0; one + 1 < ties.length; one += 1) {
      for (let at = ties[one]; at < ties[one + 1]; at += 1) {
        if (organisation[at] < 0) continue;
        const place = next[organisation[at]]++;
        row[place] = at;
        tie[place] = one;
      }
    }
    return { offsets, row, tie };
  });
}

/** Whether a row of a table holds then. */
export function holdsThen(table, row, { first, last, lo, hi }) {
  const [from, until] = [table[lo][row], table[hi][row]];
  return from <= last && until > first && from < until;
}

/** For each participation of `partsOf` whether its kind of tie, role and ring are asked; one may be left aside. */
function askedParts({ columns, question }, aside) {
  const { ties, participations } = columns;
  const [kinds, roles, rings] = ["tie", "role", "ring"].map((name) => (name === aside || !question.asked[name]?.length ? null : question.asked[name]));
  return keptLast(columns, `parts but ${aside}`, [kinds, roles, rings].join(" / "), () => {
    const { row, tie } = partsOf(columns);
    const isAsked = (at) => (!kinds || kinds.includes(ties.kind[tie[at]])) && (!roles || roles.includes(participations.role[row[at]])) && (!rings || rings.includes(participations.ring[row[at]]));
    return Uint8Array.from(row, (_row, at) => (isAsked(at) ? 1 : 0));
  });
}

/** (place in `partsOf`) → whether that participation satisfies what is asked of ties; one parameter may be left aside. */
export function tieTest(reading, aside = "") {
  const { columns, question } = reading;
  const { ties, participations } = columns;
  const { row, tie } = partsOf(columns);
  const asked = askedParts(reading, aside);
  const parties = aside !== "with" && question.asked.with?.length ? partyTest(reading, question.asked.with) : null;
  return (at) => asked[at] === 1 && holdsThen(participations, row[at], reading) && holdsThen(ties, tie[at], reading) && (parties === null || parties(row[at], tie[at]));
}

/** Whether an asked party other than the organisation itself takes part in the same tie then. */
function partyTest(reading, asked) {
  const { columns, holder } = reading;
  const { participations } = columns;
  const count = holder.length;
  const municipalities = new Set(asked.filter((number) => number < count).map((number) => holder[number]));
  const organisations = new Set(asked.filter((number) => number >= count).map((number) => number - count));
  return (own, tie) => {
    for (let row = participations.offsets[tie]; row < participations.offsets[tie + 1]; row += 1) {
      const [municipality, organisation] = [participations.municipality[row], participations.organisation[row]];
      const isAsked = municipality >= 0 ? municipalities.has(holder[municipality]) : organisation !== participations.organisation[own] && organisations.has(organisation);
      if (isAsked && holdsThen(participations, row, reading)) return true;
    }
    return false;
  };
}

export function narrowByTies(wanted, reading) {
  const { offsets } = partsOf(reading.columns);
  const isTied = tieTest(reading);
  for (let owner = 0; owner < wanted.length; owner += 1) {
    if (!wanted[owner]) continue;
    let at = offsets[owner];
    while (at < offsets[owner + 1] && !isTied(at)) at += 1;
    if (at === offsets[owner + 1]) wanted[owner] = 0;
  }
}
