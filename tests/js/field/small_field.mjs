/* A small field as columns, written out: two organisations in one municipality that went over into another. */

const EVER = 100_000;
export const NEVER = -100_000;

export function smallField() {
  const bounds = (start, end = EVER) => ({ start_lo: start, start_hi: start, end_lo: end, end_hi: end });
  const table = (rows, offsets) => {
    const columns = {};
    for (const name of Object.keys(rows[0])) columns[name] = Int32Array.from(rows, (row) => row[name]);
    return offsets ? { offsets: Int32Array.from(offsets), ...columns } : columns;
  };
  return {
    terms: { activity: ["housing", "sports"], target_group: [], organisation_kind: [], form: ["foundation"], scale: [], staffing: [], tie_kind: ["subsidy"], role: ["lead"], source_type: ["document"], wish: [], ending: [], say: [] },
    municipalities: {
      code: ["GM0001", "GM0002"], name: ["Oud", "Nieuw"],
      ...table([{ lon: 50_000, lat: 520_000, from: NEVER, to: 7305, heir: 1, forebear: -1, province: 0, region: -1 }, { lon: 50_000, lat: 520_000, from: 7305, to: EVER, heir: -1, forebear: 0, province: 0, region: -1 }]),
    },
    regions: { key: ["noord"], name: ["Noord"], kind: ["province"] },
    organisations: { key: ["aaaaaaa", "bbbbbbb"], name: ["De Brug", "Café Zoë"], other: { 1: "قهوة" }, ...table([{ rank: 1, born: 0, seen: NEVER, fictional: 0 }, { rank: 0, born: 0, seen: 9000, fictional: 1 }]), sources: [Uint32Array.of(1, 0)] },
    spells: table([{ ...bounds(5479), state: 0, ending: -1 }, { ...bounds(5844, 6575), state: 0, ending: 0 }], [0, 1, 2]),
    phases: { ...table([{ ...bounds(5479), kind: -1, form: 0, scale: -1, staffing: -1 }], [0, 1, 1]), activity: [Uint32Array.of(3)], target_group: [Uint32Array.of(0)] },
    places: table([{ ...bounds(5479), municipality: 0, lon: 50_000, lat: 520_000, level: 0 }, { ...bounds(5479), municipality: 1, lon: 51_000, lat: 520_000, level: 2 }], [0, 1, 2]),
    refugee_led: table([{ ...bounds(5479), value: 1 }], [0, 1, 1]),
    wishes: { offsets: Int32Array.of(0, 0, 0) },
    ties: { key: ["ttttttt"], title: ["Samen"], ...table([{ kind: 0, ...bounds(5479), fictional: 0 }]) },
    participations: table([{ ...bounds(5479), organisation: -1, municipality: 0, role: -1, ring: 0, via: -1, say: -1 }, { ...bounds(5479), organisation: 0, municipality: -1, role: 0, ring: 1, via: -1, say: -1 }], [0, 2]),
    research: { municipality: Int32Array.of() },
    events: [],
  };
}
