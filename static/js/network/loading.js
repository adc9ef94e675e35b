/* The file of parties and links, by rule, certainty and layout. */

export async function loadDrawing(address, [rule, certainty, layout]) {
  const found = await fetch(`${address}?${new URLSearchParams({ rule, certainty, layout })}`);
  if (!found.ok) throw new Error(`${address}: ${found.status}`);
  return found.json();
}
