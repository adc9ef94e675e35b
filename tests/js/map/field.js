/* Small fields for tests of the map: written as lists of rows, packed as the reader of the field file packs them. */

export const NEVER = -100_000;
export const ALWAYS = 100_000;

const BOUNDS = ["start_lo", "start_hi", "end_lo", "end_hi"];

/** Rows per owner, each [start_lo, start_hi, end_lo, end_hi, ...values] → a table with offsets. */
export function owned(owners, ...columns) {
  const table = Object.fromEntries([...BOUNDS, ...columns].map((name) => [name, []]));
  const offsets = [0];
  for (const rows of owners) {
    for (const row of rows) [...BOUNDS, ...columns].forEach((name, index) => table[name].push(row[index]));
    offsets.push(offsets.at(-1) + rows.length);
  }
  for (const name of Object.keys(table)) table[name] = Int32Array.from(table[name]);
  return { offsets: Int32Array.from(offsets), ...table };
}

/** A plain period: certain from its first to before its last day. */
export const from = (start, end = ALWAYS) => [start, start, end, end];

/**
 * A field of two municipalities that become one on day 100 (0 into 1), and of the organisations given as
 * { spells, phases (with activity bits), places, led }.
 */
export function aField(organisations, { ties = [], research = [] } = {}) {
  const phases = owned(
    organisations.map((one) => one.phases ?? []),
    "kind",
    "form",
    "scale",
    "staffing",
    "bits",
  );
  phases.activity = [phases.bits];
  return {
    terms: {
      activity: ["lessons", "housing", "meeting"],
      form: ["informal", "foundation"],
      scale: ["local"],
      staffing: [],
      tie_kind: ["network", "subsidy"],
      role: [],
    },
    municipalities: {
      code: ["GM0001", "GM0002"],
      name: ["Oudedorp", "Nieuwstad"],
      lon: Int32Array.from([50_000, 51_000]),
      lat: Int32Array.from([520_000, 521_000]),
      from: Int32Array.from([NEVER, NEVER]),
      to: Int32Array.from([100, ALWAYS]),
      heir: Int32Array.from([1, -1]),
      forebear: Int32Array.from([-1, -1]),
    },
    organisations: {
      key: organisations.map((_one, index) => `k${index}`),
      name: organisations.map((_one, index) => `Name ${index}`),
      rank: organisations.map((_one, index) => index),
      fictional: organisations.map(() => 0),
    },
    spells: owned(
      organisations.map((one) => one.spells ?? []),
      "state",
      "ending",
    ),
    phases,
    places: owned(
      organisations.map((one) => one.places ?? []),
      "municipality",
      "lon",
      "lat",
      "level",
    ),
    refugee_led: owned(
      organisations.map((one) => one.led ?? []),
      "value",
    ),
    ties: {
      kind: Int32Array.from(ties.map((tie) => tie.kind)),
      key: ties.map((_tie, index) => `t${index}`),
      ...bounds(ties.map((tie) => tie.period)),
    },
    participations: owned(
      ties.map((tie) => tie.parties),
      "organisation",
      "municipality",
      "role",
      "ring",
      "via",
      "say",
    ),
    research: {
      ...bounds(research.map((one) => one.period)),
      ...columns(research, "municipality", "subject", "kind", "completeness"),
    },
  };
}

function bounds(periods) {
  return Object.fromEntries(
    BOUNDS.map((name, index) => [name, Int32Array.from(periods.map((period) => period[index]))]),
  );
}

function columns(rows, ...names) {
  return Object.fromEntries(names.map((name) => [name, Int32Array.from(rows.map((row) => row[name]))]));
}

export const everyone = (field) => new Uint8Array(field.organisations.key.length).fill(1);

/** An organisation at the precision of a municipality, active for a period. */
export function anOrganisation({
  period = from(0),
  municipality = 0,
  bits = 1,
  level = 0,
  lon = 50_000,
  lat = 520_000,
} = {}) {
  return {
    spells: [[...period, 0, -1]],
    phases: [[...period, 0, 0, 0, -1, bits]],
    places: [[...period, municipality, lon, lat, level]],
  };
}
