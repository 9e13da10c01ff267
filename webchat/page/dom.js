/** Building elements. What people wrote only ever becomes text nodes. */

/** Return the element with this id. */
export const byId = (id) => document.getElementById(id);

/** Return an element with properties, data attributes (`data`), ARIA and other attributes (`attributes`) and children. */
export function element(name, { data = {}, attributes = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Say whether the page shows one column. */
export const isNarrow = () => window.matchMedia("(max-width: 700px)").matches;

const HUES = [168, 24, 210, 340, 264, 44, 130, 190];

/** Fill an avatar with a letter and a quiet colour that belongs to its id. */
export function fillAvatar(place, name, id) {
  place.textContent = ([...name.trim()][0] ?? "?").toLocaleUpperCase("vi");
  place.style.setProperty("--hue", HUES[id % HUES.length]);
}

/** Return the part of a Vietnamese name that a person is called by: the last word. */
export const calledName = (name) => name.trim().split(/\s+/u).at(-1) ?? "";
