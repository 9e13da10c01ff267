/** The messages of one chat: kept in order, drawn in blocks, only what has changed is drawn again. */

import { album, bubble } from "./bubbles.js";
import { byId, element } from "./dom.js";
import { icon } from "./icons.js";
import { dayName, dayOf } from "./time.js";

const TOGETHER_SECONDS = 300;
const NEAR_END_PX = 80;
const TYPING_MS = 5500;

/** Messages in blocks: `{ key, signature, views?, build }`. */
function blocksOf(views, firstNew, actions) {
  const blocks = [];
  let before = null;
  for (const view of views) {
    const { message } = view;
    const isNewDay = !before || dayOf(before.message.date) !== dayOf(message.date);
    if (isNewDay) blocks.push(separator(`day ${dayOf(message.date)}`, "day", dayName(message.date)));
    if (view.id === firstNew) blocks.push(separator("new", "new", "Tin nhắn mới"));
    const last = blocks[blocks.length - 1];
    const group = message.media_group_id;
    if (group && last.group === group) {
      last.views.push(view);
    } else {
      const follows = !isNewDay && view.id !== firstNew && before.from_bot === view.from_bot
        && message.date - before.message.date < TOGETHER_SECONDS;
      blocks.push({ key: `message ${view.id}`, views: [view], group, follows });
    }
    before = view;
  }
  if (blocks.length === 0) blocks.push(nothing());
  return blocks.map((block) => (block.views ? drawn(block, actions) : block));
}

function nothing() {
  return { key: "nothing", signature: "", build: () => element("div", { className: "no-messages" },
    element("span", { className: "empty-art" }, icon("chat")), element("p", {}, "Chưa có tin nhắn nào.")) };
}

function separator(key, kind, label) {
  return { key, signature: label, build: () => element("p", { className: `separator ${kind}`, attributes: { role: "separator" } }, element("span", {}, label)) };
}

function drawn({ key, views, follows }, actions) {
  return {
    key,
    signature: JSON.stringify([follows, views]),
    build() {
      const made = views.length > 1 ? album(views, actions) : bubble(views[0], actions);
      made.classList.toggle("follows", Boolean(follows));
      return made;
    },
  };
}

export class Thread {
  #log = byId("log");
  #drawn = new Map();
  #views = new Map();
  #firstNew = null;
  #typing = element("div", { className: "message theirs typing", hidden: true, attributes: { "aria-hidden": "true" } },
    element("div", { className: "bubble" }, element("i"), element("i"), element("i")));
  #typingTimer = 0;
  #missed = 0;
  #isComplete = false;
  #isLoading = false;

  /** `actions` is what bubbles can do; also `onOlder(beforeId)` and `onSeen(id)`. */
  constructor(actions) {
    this.actions = actions;
    this.#log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    byId("to-newest").addEventListener("click", () => this.toNewest());
    document.addEventListener("visibilitychange", () => this.#see());
    window.addEventListener("focus", () => this.#see());
    // Photos grow when they load, and the keyboard of a phone shrinks the log.
    new ResizeObserver(() => this.#wasAtEnd && this.toNewest()).observe(this.#log);
  }

  #wasAtEnd = true;

  get views() {
    return [...this.#views.values()];
  }

  find(id) {
    return this.#views.get(id);
  }

  /** Show a chat from its newest messages. */
  show(views, readUpTo) {
    this.#views = new Map(views.map((view) => [view.id, view]));
    this.#firstNew = views.find((view) => view.from_bot && view.id > readUpTo)?.id ?? null;
    this.#isComplete = views.length === 0;
    this.#drawn.clear();
    this.#log.replaceChildren();
    this.#setMissed(0);
    this.hideTyping();
    this.#draw();
    const mark = this.#log.querySelector(".separator.new");
    if (mark && mark.offsetTop < this.#log.scrollHeight - this.#log.clientHeight) {
      this.#log.scrollTop = mark.offsetTop - 60;
    } else {
      this.toNewest();
    }
    this.#see();
  }

  /** Forget the chat. */
  clear() {
    this.#views.clear();
    this.#drawn.clear();
    this.#log.replaceChildren();
  }

  /** Add a message or show it as it is now. */
  put(view) {
    const isNew = !this.#views.has(view.id);
    const wasAtEnd = this.#isAtEnd();
    // An edit of a message that is too old to be shown is not shown either.
    if (isNew && this.#views.size > 0 && view.id < Math.min(...this.#views.keys())) return;
    this.#views.set(view.id, view);
    if (isNew && view.from_bot) this.hideTyping();
    if (isNew && !view.from_bot) this.#firstNew = null;
    this.#draw();
    if (isNew && (wasAtEnd || !view.from_bot)) this.toNewest();
    else if (isNew) this.#setMissed(this.#missed + 1);
    else if (wasAtEnd) this.toNewest();
    this.#see();
  }

  remove(id) {
    this.#views.delete(id);
    this.#draw();
  }

  showTyping() {
    const wasAtEnd = this.#isAtEnd();
    this.#typing.hidden = false;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.hideTyping(), TYPING_MS);
    if (wasAtEnd) this.toNewest();
  }

  hideTyping() {
    clearTimeout(this.#typingTimer);
    this.#typing.hidden = true;
  }

  toNewest() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#wasAtEnd = true;
    this.#setMissed(0);
  }

  #draw() {
    const views = [...this.#views.values()].sort((a, b) => a.id - b.id);
    const blocks = blocksOf(views, this.#firstNew, this.actions);
    const wanted = new Set(blocks.map((block) => block.key));
    for (const [key, { node }] of this.#drawn) {
      if (!wanted.has(key)) {
        node.remove();
        this.#drawn.delete(key);
      }
    }
    // All nodes are made first, because that may replace the one at which the next is to be inserted.
    const nodes = blocks.map((block) => this.#nodeOf(block));
    let place = this.#log.firstElementChild;
    for (const node of nodes) {
      if (node === place) place = place.nextElementSibling;
      else this.#log.insertBefore(node, place);
    }
    if (this.#log.lastElementChild !== this.#typing) this.#log.append(this.#typing);
  }

  #nodeOf(block) {
    const before = this.#drawn.get(block.key);
    if (before?.signature === block.signature) return before.node;
    const node = block.build();
    if (before) {
      const focused = [...before.node.querySelectorAll("button, a")].indexOf(document.activeElement);
      before.node.replaceWith(node);
      if (focused >= 0) ([...node.querySelectorAll("button, a")].at(focused) ?? this.#log).focus({ preventScroll: true });
      node.classList.add("settled");
    }
    this.#drawn.set(block.key, { node, signature: block.signature });
    return node;
  }

  #isAtEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_END_PX;
  }

  #setMissed(number) {
    this.#missed = number;
    byId("to-newest-count").textContent = String(number);
    byId("to-newest-count").hidden = number === 0;
    byId("to-newest").hidden = this.#isAtEnd() && number === 0;
  }

  async #scrolled() {
    this.#wasAtEnd = this.#isAtEnd();
    if (this.#wasAtEnd) this.#setMissed(0);
    else byId("to-newest").hidden = false;
    this.#see();
    if (this.#log.scrollTop < 120 && !this.#isComplete && !this.#isLoading && this.#views.size > 0) {
      await this.#loadOlder();
    }
  }

  async #loadOlder() {
    this.#isLoading = true;
    const first = Math.min(...this.#views.keys());
    try {
      const older = await this.actions.onOlder(first);
      if (older.length === 0) this.#isComplete = true;
      const fromEnd = this.#log.scrollHeight - this.#log.scrollTop;
      for (const view of older) this.#views.set(view.id, view);
      this.#draw();
      this.#log.scrollTop = this.#log.scrollHeight - fromEnd;
    } finally {
      this.#isLoading = false;
    }
  }

  /** Report what has been seen: the newest message, while its end of the log is in sight. */
  #see() {
    if (document.visibilityState === "visible" && this.#isAtEnd() && this.#views.size > 0) {
      this.actions.onSeen(Math.max(...this.#views.keys()));
    }
  }
}
