/** The list of people, in groups; the arrow keys move in it. */

import { summary } from "./bubbles.js";
import { byId, calledName, element, fillAvatar } from "./dom.js";
import { shortOf } from "./time.js";

export class PeopleList {
  #root = byId("people");
  #items = new Map();
  #onChoose;

  constructor(people, onChoose) {
    this.#onChoose = onChoose;
    const groups = new Map();
    for (const person of people) {
      if (!groups.has(person.group)) groups.set(person.group, []);
      groups.get(person.group).push(person);
    }
    this.#root.replaceChildren(...[...groups].map(([name, members]) => this.#group(name, members)));
    this.#root.addEventListener("keydown", (event) => this.#move(event));
    this.#makeReachable([...this.#items.values()][0]);
  }

  #group(name, members) {
    const attributes = name ? { role: "group", "aria-label": name } : { role: "group" };
    return element("div", { className: "group", attributes },
      name ? element("p", { className: "group-name", attributes: { "aria-hidden": "true" } }, name) : null,
      ...members.map((person) => this.#item(person)));
  }

  #item(person) {
    const avatar = element("span", { className: "avatar", attributes: { "aria-hidden": "true" } });
    fillAvatar(avatar, calledName(person.name), person.id);
    const item = element("button", {
      type: "button", className: "person", tabIndex: -1, data: { person: person.id },
      attributes: { role: "option", "aria-selected": "false" },
    },
      avatar,
      element("span", { className: "person-name", dir: "auto" }, person.name),
      element("time", { className: "person-time" }),
      element("span", { className: "person-caption" }, person.caption),
      element("span", { className: "person-last", dir: "auto" }),
      element("span", { className: "badge", hidden: true }));
    item.addEventListener("click", () => this.#onChoose(person.id));
    this.#items.set(person.id, item);
    return item;
  }

  /** Show the last message (or null) and the number of unread ones of a person. */
  update(personId, { last, unread }) {
    const item = this.#items.get(personId);
    if (!item) return;
    item.querySelector(".person-time").textContent = last ? shortOf(last.message.date) : "";
    const line = last ? `${last.from_bot ? "" : "Bạn: "}${summary(last.message)}` : "";
    item.querySelector(".person-last").textContent = line.slice(0, 120);
    item.classList.toggle("without-messages", !last);
    const badge = item.querySelector(".badge");
    badge.textContent = unread > 99 ? "99+" : String(unread);
    badge.hidden = unread === 0;
    badge.setAttribute("aria-label", `${unread} tin nhắn chưa đọc`);
  }

  /** Mark who is speaking, or nobody. */
  choose(personId) {
    for (const [id, item] of this.#items) item.setAttribute("aria-selected", String(id === personId));
    if (this.#items.has(personId)) this.#makeReachable(this.#items.get(personId));
  }

  focus(personId) {
    (this.#items.get(personId) ?? this.#root.querySelector(".person"))?.focus();
  }

  #makeReachable(wanted) {
    for (const item of this.#items.values()) item.tabIndex = item === wanted ? 0 : -1;
  }

  #move(event) {
    const items = [...this.#items.values()];
    const at = items.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const item = items[Math.min(Math.max(next, 0), items.length - 1)];
    this.#makeReachable(item);
    item.focus();
  }
}
