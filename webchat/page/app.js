/** Joins the parts: the list, the chat that is open, the composer, and the live events. */

import * as api from "./api.js";
import { summary } from "./bubbles.js";
import { Composer } from "./composer.js";
import { byId, element, fillAvatar, isNarrow } from "./dom.js";
import { fillIcons } from "./icons.js";
import { PeopleList } from "./list.js";
import { alertText, enlarge, question, showMenu, toast } from "./overlays.js";
import { Thread } from "./thread.js";

const PRESS_MS = 10_000;
const EARLY_ANSWERS = 20;
const START = /^[A-Za-z0-9_-]{1,64}$/u;

const keyOf = ({ person, bot }) => `${person} ${bot}`;

class App {
  #people = [];
  #bots = [];
  #chats = new Map();
  #open = null;
  #pressed = new Map();
  #early = [];
  #payload = null;
  #seen = 0;
  #events = null;

  async run() {
    fillIcons(document);
    const start = await this.#beginning();
    document.title = start.title;
    byId("title").textContent = start.title;
    this.thread = new Thread({
      onCommand: (text) => this.composer.say(text),
      onEnlarge: (id) => this.#enlarge(id),
      onMenu: (view, anchor) => this.#offerActions(view, anchor),
      onOlder: async (before) => (await api.showChat(this.#open, before)).messages,
      onPress: (view, data, button) => this.#press(view, data, button),
      onSeen: (id) => this.#markSeen(id),
    });
    this.composer = new Composer({ places: start.places, uploadBytes: start.upload_bytes });
    this.list = new PeopleList(start.people, (person) => this.#choose(person, { isNew: true }));
    this.#take(start);
    this.#prepareHead();
    this.#events = api.follow(start.event, (kind, body) => this.#hear(kind, body), (isOn) => this.#connected(isOn));
    window.addEventListener("popstate", () => this.#fromAddress());
    await this.#fromAddress();
  }

  /** Return where things stand; waits for the server for as long as it takes. */
  async #beginning() {
    for (;;) {
      try {
        const start = await api.begin();
        this.#connected(true);
        return start;
      } catch {
        this.#connected(false);
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
    }
  }

  #take(start) {
    this.#people = start.people;
    this.#bots = start.bots;
    this.#chats = new Map(start.chats.map((chat) => [keyOf(chat), chat]));
    for (const person of this.#people) this.#showInList(person.id);
  }

  #connected(isOn) {
    byId("offline").hidden = isOn;
  }

  // Which chat is open

  async #fromAddress() {
    const wishes = new URLSearchParams(window.location.search);
    const person = this.#people.find((one) => String(one.id) === wishes.get("person"));
    const payload = wishes.get("start");
    if (!person) {
      this.#close();
      return;
    }
    this.#payload = payload !== null && START.test(payload) ? payload : null;
    await this.#choose(person.id, { bot: Number(wishes.get("bot")) || undefined });
  }

  #setAddress(address, { isNew }) {
    if (isNew && isNarrow()) window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  }

  async #choose(personId, { bot, isNew = false } = {}) {
    const chosen = this.#bots.find((one) => one.id === bot) ?? this.#bots[0];
    if (!chosen) return;
    if (isNew) {
      this.#payload = null;
      const suffix = chosen === this.#bots[0] ? "" : `&bot=${chosen.id}`;
      this.#setAddress(`?person=${personId}${suffix}`, { isNew: true });
    }
    this.#open = { person: personId, bot: chosen.id };
    this.list.choose(personId);
    this.#showHead(chosen);
    this.composer.open(this.#open);
    await this.#load();
  }

  async #load() {
    const open = this.#open;
    try {
      const { chat, messages, commands } = await api.showChat(open);
      if (open !== this.#open) return;
      this.#seen = chat.read_up_to;
      this.#keepChat(chat);
      this.composer.setCommands(commands);
      this.thread.show(messages, chat.read_up_to);
    } catch (error) {
      toast(error.message, { isError: true });
    }
  }

  #showHead(bot) {
    const person = this.#people.find((one) => one.id === this.#open.person);
    byId("app").dataset.view = "talk";
    byId("empty").hidden = true;
    byId("talk").hidden = false;
    fillAvatar(byId("bot-avatar"), bot.name, bot.id);
    byId("bot-name").textContent = bot.name;
    byId("talk-note").replaceChildren("Bạn là ", element("strong", {}, person.name), person.caption ? ` · ${person.caption}` : "");
    byId("bots").value = String(bot.id);
  }

  #close() {
    const before = this.#open?.person;
    this.#open = null;
    this.thread.clear();
    this.list.choose(null);
    byId("app").dataset.view = "list";
    byId("talk").hidden = true;
    byId("empty").hidden = false;
    if (before !== undefined) this.list.focus(before);
  }

  #prepareHead() {
    byId("bots").replaceChildren(...this.#bots.map((bot) => element("option", { value: String(bot.id) }, bot.name)));
    byId("bot-choice").hidden = this.#bots.length < 2;
    byId("bots").addEventListener("change", (event) => {
      this.#setAddress(`?person=${this.#open.person}&bot=${event.target.value}`, { isNew: false });
      this.#choose(this.#open.person, { bot: Number(event.target.value) });
    });
    byId("back").addEventListener("click", () => this.#goBack());
    byId("talk-menu").addEventListener("click", () => this.#offerOptions());
    byId("unblock").addEventListener("click", () => this.#attempt(() => api.unblock(this.#open)));
    byId("start").addEventListener("click", () => this.#start());
    document.addEventListener("keydown", (event) => {
      const isFree = !document.querySelector("dialog[open]") && byId("menu").hidden && byId("context").hidden;
      if (event.key === "Escape" && isFree && this.#open && !event.defaultPrevented) this.#goBack();
    });
  }

  #goBack() {
    this.#setAddress(window.location.pathname, { isNew: false });
    this.#close();
  }

  // Chats

  #keepChat(chat) {
    const before = this.#chats.get(keyOf(chat));
    this.#chats.set(keyOf(chat), { last: null, ...before, ...chat });
    this.#showInList(chat.person);
    if (this.#isOpen(chat)) this.#showState(chat);
  }

  #showInList(person) {
    const chats = [...this.#chats.values()].filter((chat) => chat.person === person);
    const lasts = chats.map((chat) => chat.last).filter(Boolean);
    lasts.sort((a, b) => b.message.date - a.message.date);
    this.list.update(person, {
      last: lasts[0] ?? null,
      unread: chats.reduce((sum, chat) => sum + chat.unread, 0),
    });
    const waiting = [...this.#chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
    document.title = waiting > 0 ? `(${waiting}) ${byId("title").textContent}` : byId("title").textContent;
  }

  #showState(chat) {
    const wantsStart = !chat.blocked && (!chat.started || this.#payload !== null);
    byId("start-note").textContent = this.#payload !== null
      ? "Bạn mở một liên kết. Bấm Bắt đầu để tiếp tục."
      : "Bấm Bắt đầu, hoặc nhắn tin ngay.";
    byId("start-bar").hidden = !wantsStart;
    byId("blocked-bar").hidden = !chat.blocked;
    byId("compose").hidden = chat.blocked;
    this.composer.setKeyboard(chat.keyboard);
  }

  async #start() {
    const text = this.#payload === null ? "/start" : `/start ${this.#payload}`;
    this.#payload = null;
    byId("start-bar").hidden = true;
    this.#setAddress(`?person=${this.#open.person}&bot=${this.#open.bot}`, { isNew: false });
    await this.composer.say(text);
    byId("composer").focus();
  }

  #isOpen({ person, bot }) {
    return this.#open?.person === person && this.#open?.bot === bot;
  }

  async #markSeen(id) {
    if (id <= this.#seen || !this.#open) return;
    this.#seen = id;
    await this.#attempt(() => api.markRead(this.#open, id));
  }

  // Live events

  #hear(kind, body) {
    switch (kind) {
      case "message": this.#hearMessage(body); break;
      case "edited":
        if (this.#isOpen(body)) this.thread.put(body);
        this.#replaceLast(body);
        break;
      case "deleted": this.#hearDeleted(body); break;
      case "chat": this.#keepChat(body); break;
      case "action": if (this.#isOpen(body)) this.thread.showTyping(); break;
      case "answer": this.#hearAnswer(body); break;
      case "commands": this.#reloadCommands(); break;
      default: this.#reset();
    }
  }

  #hearMessage(view) {
    const chat = this.#chats.get(keyOf(view));
    if (chat) this.#chats.set(keyOf(view), { ...chat, last: view });
    this.#showInList(view.person);
    if (this.#isOpen(view)) this.thread.put(view);
  }

  #replaceLast(view) {
    const chat = this.#chats.get(keyOf(view));
    if (chat?.last?.id === view.id) {
      this.#chats.set(keyOf(view), { ...chat, last: view });
      this.#showInList(view.person);
    }
  }

  async #hearDeleted(gone) {
    if (this.#isOpen(gone)) this.thread.remove(gone.id);
    const chat = this.#chats.get(keyOf(gone));
    if (chat?.last?.id !== gone.id) return;
    const { messages } = await api.showChat(gone);
    this.#chats.set(keyOf(gone), { ...this.#chats.get(keyOf(gone)), last: messages.at(-1) ?? null });
    this.#showInList(gone.person);
  }

  #hearAnswer(answer) {
    const finish = this.#pressed.get(answer.query_id);
    // Only the page on which the button was pressed shows the answer, which can be faster than the press.
    if (finish) finish(answer);
    else this.#early = [...this.#early, answer].slice(-EARLY_ANSWERS);
  }

  async #reloadCommands() {
    if (this.#open) this.composer.setCommands((await api.showChat(this.#open)).commands);
  }

  async #reset() {
    const start = await this.#beginning();
    this.#take(start);
    this.#events.restartAfter(start.event);
    if (this.#open) await this.#load();
  }

  // What one can do

  async #attempt(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof api.RefusedError)) throw error;
      toast(error.message, { isError: true });
      return null;
    }
  }

  async #press(view, data, button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const free = () => button.removeAttribute("aria-busy");
    const timer = setTimeout(free, PRESS_MS);
    const query = await this.#attempt(() => api.press(view, view.id, data));
    if (!query) {
      free();
      return;
    }
    const finish = ({ text, alert }) => {
      this.#pressed.delete(query.query_id);
      clearTimeout(timer);
      free();
      if (text) (alert ? alertText : toast)(text);
    };
    const early = this.#early.find((answer) => answer.query_id === query.query_id);
    if (early) finish(early);
    else this.#pressed.set(query.query_id, finish);
  }

  #offerActions(view, anchor) {
    const { message } = view;
    const text = message.text ?? message.caption;
    const items = [{ label: "Trả lời", icon: "reply", act: () => this.composer.reply(view) }];
    if (text && !message.has_protected_content) {
      items.push({ label: "Sao chép", icon: "copy", act: () => this.#copy(text) });
    }
    if (!view.from_bot && !message.location) {
      items.push({ label: "Sửa", icon: "edit", act: () => this.composer.edit(view) });
    }
    if (!view.from_bot) {
      items.push({ label: "Xóa", icon: "trash", isDangerous: true, act: () => this.#delete(view) });
    }
    showMenu(anchor, items);
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast("Đã sao chép.");
    } catch {
      toast("Trình duyệt không cho sao chép.", { isError: true });
    }
  }

  async #delete(view) {
    const isSure = await question(`Xóa tin nhắn “${summary(view.message).slice(0, 80)}”?`, { yes: "Xóa", no: "Không" });
    if (isSure) await this.#attempt(() => api.deleteMessage(view, view.id));
  }

  #offerOptions() {
    const chat = this.#chats.get(keyOf(this.#open));
    const open = this.#open;
    showMenu(byId("talk-menu"), [
      chat?.blocked
        ? { label: "Bỏ chặn", icon: "block", act: () => this.#attempt(() => api.unblock(open)) }
        : { label: "Chặn", icon: "block", isDangerous: true, act: () => this.#block(open) },
    ]);
  }

  async #block(talk) {
    const isSure = await question("Chặn cuộc trò chuyện này? Bạn sẽ không nhận được tin nhắn mới.", { yes: "Chặn", no: "Không" });
    if (isSure) await this.#attempt(() => api.block(talk));
  }

  #enlarge(id) {
    const photos = this.thread.views.filter((view) => view.message.photo);
    enlarge(photos.map(({ message }) => ({
      address: api.fileAddress(message.photo.at(-1).file_id),
      caption: message.caption ?? "",
    })), photos.findIndex((view) => view.id === id));
  }
}

new App().run();
