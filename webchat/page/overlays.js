/** What lies over the page: toasts, alerts, menus, enlarged photos. */

import { byId, element } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_MS = 4500;

/** Show a short line for some seconds. */
export function toast(text, { isError = false } = {}) {
  const line = element("p", { className: isError ? "toast error" : "toast", dir: "auto" }, text);
  byId("toasts").append(line);
  setTimeout(() => line.remove(), TOAST_MS + 40 * text.length);
}

/** Show a text until it is confirmed. */
export function alertText(text) {
  return question(text, { yes: "Đã hiểu", no: null });
}

/** Ask; return whether the answer is yes. */
export function question(text, { yes, no }) {
  const dialog = byId("alert");
  byId("alert-text").textContent = text;
  byId("alert-ok").textContent = yes;
  byId("alert-cancel").hidden = no === null;
  byId("alert-cancel").textContent = no ?? "";
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
  byId("alert-ok").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok"), { once: true });
  });
}

let closeMenu = () => {};

/** Show a menu at a button; an item is `{ label, note?, icon?, act, isDangerous? }`. */
export function showMenu(anchor, items) {
  closeMenu();
  const menu = byId("menu");
  menu.replaceChildren(...items.map((item) => menuItem(item)));
  menu.hidden = false;
  place(menu, anchor);
  menu.firstElementChild?.focus();
  const stop = new AbortController();
  closeMenu = () => {
    stop.abort();
    menu.hidden = true;
    closeMenu = () => {};
  };
  const options = { signal: stop.signal };
  menu.addEventListener("keydown", (event) => moveInMenu(menu, anchor, event), options);
  window.addEventListener("resize", () => closeMenu(), options);
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) closeMenu();
  }, options);
}

function menuItem(item) {
  const label = element("span", { className: "menu-label" }, item.label);
  const note = item.note ? element("span", { className: "menu-note" }, item.note) : null;
  const button = element("button", {
    type: "button", className: item.isDangerous ? "danger" : "", attributes: { role: "menuitem" },
  }, item.icon ? icon(item.icon) : null, label, note);
  button.addEventListener("click", () => {
    closeMenu();
    item.act();
  });
  return button;
}

function moveInMenu(menu, anchor, event) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items.at(next % items.length)?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
    anchor.focus();
  }
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const margin = 8;
  const left = Math.min(box.left, window.innerWidth - menu.offsetWidth - margin);
  const fitsBelow = box.bottom + menu.offsetHeight + margin < window.innerHeight;
  const top = fitsBelow ? box.bottom + 4 : Math.max(margin, box.top - menu.offsetHeight - 4);
  menu.style.left = `${Math.max(margin, left)}px`;
  menu.style.top = `${top}px`;
}

/** Show photos large, beginning with one; a photo is `{ address, caption }`. */
export function enlarge(photos, first) {
  const dialog = byId("lightbox");
  let at = first;
  const show = (next) => {
    at = (next + photos.length) % photos.length;
    byId("lightbox-image").src = photos[at].address;
    byId("lightbox-image").alt = photos[at].caption || "Ảnh";
    byId("lightbox-caption").textContent = photos[at].caption;
  };
  byId("lightbox-previous").hidden = photos.length < 2;
  byId("lightbox-next").hidden = photos.length < 2;
  byId("lightbox-previous").onclick = () => show(at - 1);
  byId("lightbox-next").onclick = () => show(at + 1);
  byId("lightbox-close").onclick = () => dialog.close();
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
  dialog.onkeydown = (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  };
  show(first);
  dialog.showModal();
}
