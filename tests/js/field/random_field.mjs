/* Fields and questions by chance, the same for the same seed: small, and with every kind of row that may hold or not. */

import { NEVER } from "./small_field.mjs";

const EVER = 100_000;
const BOUNDS = ["start_lo", "start_hi", "end_lo", "end_hi"];
/** Days on which municipalities merge, so that the division of the country changes within the days of the field. */
const MERGERS = [80, 160];

/** A number below `most`, again and again the same row of numbers for a seed (mulberry32). */
export function chanceOf(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return (most) => Math.floor(next() * most);
}

export function randomField(chance) {
  const total = 1 + chance(30);
  const owned = (most, values) => {
    const rows = [];
    const offsets = [0];
    for (let owner = 0; owner < total; owner += 1) {
      for (let left = chance(most + 1); left > 0; left -= 1) rows.push({ ...period(chance), ...values() });
      offsets.push(rows.length);
    }
    return { offsets: Int32Array.from(offsets), ...table(rows, [...BOUNDS, ...Object.keys(values())]) };
  };
  const phases = owned(3, () => ({ kind: chance(3) - 1, form: chance(3) - 1, scale: chance(2) - 1, staffing: -1, bits: chance(8), groups: chance(4) }));
  const standing = (values) => Int32Array.from({ length: total }, () => values());
  return {
    terms: { activity: ["lessons", "housing", "sports"], target_group: ["women", "families"], organisation_kind: ["network", "ngo"], form: ["informal", "foundation"], scale: ["local"], staffing: [], tie_kind: [], role: [], source_type: ["document"], wish: [], ending: [], say: [] },
    municipalities: {
      code: ["GM0001", "GM0002", "GM0003"], name: ["Oud", "Midden", "Nieuw"],
      lon: Int32Array.of(50_000, 50_400, 60_000), lat: Int32Array.of(520_000, 520_100, 521_000),
      from: Int32Array.of(NEVER, NEVER, NEVER), to: Int32Array.of(MERGERS[0], MERGERS[1], EVER),
      heir: Int32Array.of(1, 2, -1), forebear: Int32Array.of(-1, -1, -1),
      province: Int32Array.of(0, 0, 1), region: Int32Array.of(-1, -1, -1),
    },
    regions: { key: ["noord", "zuid"], name: ["Noord", "Zuid"], kind: ["province", "province"] },
    organisations: {
      key: Array.from({ length: total }, (_unused, owner) => `key${owner}`), name: Array.from({ length: total }, (_unused, owner) => `Naam ${owner % 7}`), other: {},
      rank: standing(() => 0), born: standing(() => chance(2)), seen: standing(() => chance(240)), fictional: standing(() => chance(2)), sources: [Uint32Array.from(standing(() => chance(2)))],
    },
    spells: owned(3, () => ({ state: chance(4) === 0 ? 1 : 0, ending: -1 })),
    phases: { ...phases, activity: [Uint32Array.from(phases.bits)], target_group: [Uint32Array.from(phases.groups)] },
    places: owned(2, () => ({ municipality: chance(4) - 1, lon: 50_000 + 300 * chance(4), lat: 520_000 + 200 * chance(3), level: chance(3) })),
    refugee_led: owned(1, () => ({ value: chance(2) })),
    ties: { key: [], title: [], ...table([], [...BOUNDS, "kind", "fictional"]) },
    participations: { offsets: Int32Array.of(0), ...table([], [...BOUNDS, "organisation", "municipality", "role", "ring", "via", "say"]) },
    research: { municipality: Int32Array.of() },
  };
}

function table(rows, names) {
  return Object.fromEntries(names.map((name) => [name, Int32Array.from(rows, (row) => row[name])]));
}

/** Four bounds: sharp or uncertain, sometimes open, sometimes nowhere certain. */
function period(chance) {
  const start = chance(200);
  const end = start + chance(120);
  const [open, still] = [chance(8) === 0, chance(3) === 0];
  return { start_lo: open ? NEVER : start, start_hi: start + chance(2) * chance(60), end_lo: still ? EVER : end, end_hi: still ? EVER : end + chance(2) * chance(60) };
}

const ASKED = ["activity=lessons", "activity=unknown", "form=informal", "target=women", "refugee_led=yes", "refugee_led=unknown", "municipality=GM0002", "municipality=unknown", "province=noord", "near=hier&within=3", "born=all", "only=report", "q=naam+1", "source=document", "seen_since=2000-03-01", "started_from=2000-02-01", "ended_until=2000-05-01&day=2000-06-01"];

/** A query string without days. */
export function randomQuery(chance) {
  const parts = Array.from({ length: chance(3) }, () => ASKED[chance(ASKED.length)]);
  return [...parts, chance(2) ? "certainty=possible" : "", chance(2) ? "born=all" : ""].filter(Boolean).join("&");
}

/** The next day of a walk: mostly near the last one, on either side, sometimes anywhere. */
export function randomStep(chance, day) {
  return chance(3) === 0 ? chance(260) - 10 : day + chance(41) - 20;
}
