/* Where organisations can stand, and how near places share a spot at a zoom. Pure: no page, no Leaflet.

   A site is one point on the ground. Every municipality has one (the first sites, same numbers as the
   municipalities); each other public point (postcode area, visiting address) has its own. A place known only
   by its municipality stands at the site of the municipality that holds it on the day. */

import { ownersOf } from "../field/turns.js";

const DEGREE = Math.PI / 180;

/** Longitude and latitude in degrees → x and y between 0 and 1 (spherical Mercator, as Leaflet draws). */
export function mercator(lon, lat) {
  const sine = Math.sin(lat * DEGREE);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** Index of the municipality that holds each recorded municipality on the day. */
export function holders(municipalities, day) {
  const { from, to, heir, forebear } = municipalities;
  const found = new Int32Array(from.length);
  for (let index = 0; index < found.length; index += 1) {
    let at = index;
    for (let guard = 0; guard < 20 && day >= to[at] && heir[at] >= 0; guard += 1) at = heir[at];
    for (let guard = 0; guard < 20 && day < from[at] && forebear[at] >= 0; guard += 1) at = forebear[at];
    found[index] = at;
  }
  return found;
}

/** The days on which a municipality begins or ends, in order: between two of them nothing moves. */
export function changeDays(municipalities) {
  const days = new Set();
  for (const day of [...municipalities.from, ...municipalities.to])
    if (day > -90_000 && day < 90_000) days.add(day);
  return Int32Array.from([...days].sort((a, b) => a - b));
}

/** The last change on or before the day (−100000 when there is none): the name of an epoch. */
export function epochOf(changes, day) {
  let epoch = -100_000;
  for (const change of changes) {
    if (change > day) break;
    epoch = change;
  }
  return epoch;
}

/** Sites of a field: { x, y, lon, lat, count, ofPlace (site of each place row, −1 = by municipality) }. */
export function buildSites(field) {
  const { municipalities, places } = field;
  const lon = Array.from(municipalities.lon);
  const lat = Array.from(municipalities.lat);
  const ofPlace = new Int32Array(places.municipality.length).fill(-1);
  const known = new Map();
  for (let row = 0; row < ofPlace.length; row += 1) {
    if (places.level[row] === 0) continue;
    const name = places.lon[row] * 4_000_000 + places.lat[row];
    let site = known.get(name);
    if (site === undefined) {
      site = lon.length;
      known.set(name, site);
      lon.push(places.lon[row]);
      lat.push(places.lat[row]);
    }
    ofPlace[row] = site;
  }
  const x = new Float64Array(lon.length);
  const y = new Float64Array(lon.length);
  for (let site = 0; site < lon.length; site += 1)
    [x[site], y[site]] = mercator(lon[site] / 10_000, lat[site] / 10_000);
  return { x, y, lon, lat, count: lon.length, ofPlace };
}

/**
 * The rows of places, those of the oldest organisation first: `own` at a point of their own, `shared` at that of a
 * municipality; `recorded` has for each municipality where in the latter the rows are with which it was recorded.
 */
export function rowsBySeniority({ places, municipalities }, { ofPlace }, seniority) {
  const { offsets, municipality } = places;
  const [own, shared] = [[], []];
  const recorded = Array.from(municipalities.from, () => []);
  for (const organisation of seniority) {
    for (let row = offsets[organisation]; row < offsets[organisation + 1]; row += 1) {
      if (ofPlace[row] < 0) recorded[municipality[row]]?.push(shared.length);
      (ofPlace[row] >= 0 ? own : shared).push(row);
    }
  }
  return { own: Int32Array.from(own), shared: Int32Array.from(shared), recorded };
}

/** The rows with which some municipalities were recorded, those of the oldest organisation first. */
export function rowsRecorded({ shared, recorded }, isWanted) {
  const places = recorded.filter((_places, index) => isWanted(index)).flat();
  return Int32Array.from(places).sort().map((place) => shared[place]);
}

/** Nobody sits anywhere yet. */
export function freeSeats({ places }, { count }) {
  const rows = places.municipality.length;
  return { seat: new Int32Array(rows), site: new Int32Array(rows).fill(-1), taken: new Int32Array(count) };
}

/**
 * Seats: each place row's fixed seat at its site, the oldest organisation in the middle, so that nobody moves when
 * another comes or goes. Those at points of municipalities hold for one epoch, the others for ever.
 * @param rows to be seated, the oldest organisation first
 * @param siteOf the site of each, −1 = none
 * @param given what is seated already, at other sites
 */
export function assignSeats({ places }, rows, siteOf, given) {
  const { offsets } = places;
  const owners = ownersOf(places);
  const [seat, site, taken] = [given.seat.slice(), given.site.slice(), given.taken.slice()];
  for (const row of rows) {
    site[row] = siteOf(row);
    if (site[row] < 0) continue;
    let again = offsets[owners[row]];
    while (again < row && site[again] !== site[row]) again += 1;
    seat[row] = again < row ? seat[again] : taken[site[row]]++;
  }
  return { seat, site, taken };
}

/** The most organisations that were ever recorded at each site together, whoever held its municipality. */
export function mostEver(field, rows, fixed) {
  const { municipalities, places } = field;
  const recorded = assignSeats(field, rows.shared, (row) => places.municipality[row], fixed).taken;
  const most = fixed.taken.slice();
  for (const day of [-100_000, ...changeDays(municipalities)]) {
    const together = new Int32Array(municipalities.from.length);
    holders(municipalities, day).forEach((holder, index) => (together[holder] += recorded[index]));
    together.forEach((count, holder) => (most[holder] = Math.max(most[holder], count)));
  }
  return most;
}

/** Organisations from the one that began first to the one that began last. */
export function bySeniority(field) {
  const { offsets, start_lo: begins } = field.spells;
  const total = offsets.length - 1;
  const first = new Float64Array(total);
  for (let index = 0; index < total; index += 1) {
    let earliest = 100_000;
    for (let row = offsets[index]; row < offsets[index + 1]; row += 1)
      earliest = Math.min(earliest, begins[row]);
    first[index] = earliest * 1_048_576 + index;
  }
  first.sort();
  const order = new Int32Array(total);
  for (let place = 0; place < total; place += 1)
    order[place] = ((first[place] % 1_048_576) + 1_048_576) % 1_048_576;
  return order;
}
