/* The readable list of who stands at a spot that several municipalities share. */

function made(kind, className, ...parts) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  element.append(...parts);
  return element;
}

function link(state, key, text) {
  const anchor = made("a", "", made("bdi", "", text));
  const params = new URLSearchParams(state.toString());
  params.set("open", key);
  anchor.href = `?${params}`;
  anchor.dataset.state = "";
  return anchor;
}

/** Those at the spot under the municipality that holds them: by municipality and then by name, never by number. */
function byMunicipality(owners, { field }, pointer, words) {
  const { rank } = field.organisations;
  const label = (place) => field.municipalities.name[place] ?? words.say("unknown");
  const places = new Map();
  for (const owner of [...owners].sort((a, b) => rank[a] - rank[b])) {
    const place = pointer.municipalityOf(owner);
    if (!places.has(place)) places.set(place, []);
    places.get(place).push(owner);
  }
  return [...places]
    .map(([place, members]) => ({ place, members, label: label(place) }))
    .sort((one, other) => one.label.localeCompare(other.label, words.language));
}

function closeButton(words, onClose) {
  const sign = made("span", "", "×");
  sign.setAttribute("aria-hidden", "true");
  const button = made("button", "panel-close", sign);
  button.type = "button";
  button.setAttribute("aria-label", words.say("close"));
  button.addEventListener("click", onClose);
  return button;
}

/** Put the list into the panel; `onClose` is told when the reader has seen enough. */
export function showSpot(panel, owners, { scene, pointer, state, words, onClose }) {
  const { field } = scene;
  const { name, key, fictional } = field.organisations;
  const counted = state.get("born") === "all" ? "organisations" : "initiatives";
  const title = made("h2", "", words.count(counted, owners.length));
  title.id = "panel-title";
  const list = made("ul", "panel-list");
  for (const { place, members, label } of byMunicipality(owners, scene, pointer, words)) {
    const heading = made("h3", "", place < 0 ? label : link(state, field.municipalities.code[place], label));
    list.append(made("li", "", heading));
    for (const owner of members) {
      const item = made("li", "", link(state, key[owner], name[owner]));
      if (fictional[owner]) item.append(" ", made("span", "mark mark-fictional", words.say("fictional")));
      list.append(item);
    }
  }
  const box = made("section", "panel", closeButton(words, onClose), title, list);
  box.tabIndex = -1;
  box.setAttribute("aria-labelledby", title.id);
  panel.replaceChildren(box);
  box.focus({ preventScroll: false });
}
