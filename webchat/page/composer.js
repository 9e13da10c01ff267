/** Writing: text, files in a tray, positions, commands, the bot's reply keyboard. */

import * as api from "./api.js";
import { sizeText, summary } from "./bubbles.js";
import { byId, element, isNarrow } from "./dom.js";
import { icon } from "./icons.js";
import { showMenu, toast } from "./overlays.js";

const LARGEST_ALBUM = 10;
const TALLEST_PX = 160;
const NUMBER = "[-+]?\\d{1,3}(?:[.]\\d+)?";
const TYPED_POSITION = new RegExp(`^\\s*(${NUMBER})\\s*[,;\\s]\\s*(${NUMBER})\\s*$`, "u");

/** Return `{ lat, lon }` from "16.46, 107.59", null where it is not a position. */
export function parsePosition(text) {
  // "16,46; 107,59" is how numbers are written in Vietnamese.
  const normal = /^\s*[-+]?\d+,\d+\s*[;\s]\s*[-+]?\d+,\d+\s*$/u.test(text) ? text.replaceAll(",", ".") : text;
  const found = TYPED_POSITION.exec(normal);
  if (!found) return null;
  const [lat, lon] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

export class Composer {
  #area = byId("composer");
  #talk = null;
  #files = [];
  #previews = [];
  #reply = null;
  #edited = null;
  #commands = [];
  #keyboard = null;
  #isKeyboardOpen = true;
  #isSending = false;
  #drafts = new Map();

  constructor({ places, uploadBytes }) {
    this.uploadBytes = uploadBytes;
    byId("compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#area.addEventListener("input", () => this.#refresh());
    this.#area.addEventListener("keydown", (event) => this.#pressed(event));
    this.#area.addEventListener("paste", (event) => this.#pasted(event));
    byId("context-close").addEventListener("click", () => this.#leaveContext());
    byId("attach").addEventListener("click", () => this.#offerFiles());
    for (const id of ["attach-photo", "attach-camera", "attach-file"]) {
      byId(id).addEventListener("change", (event) => this.#chosen(event.target, id === "attach-file"));
    }
    byId("as-file").addEventListener("change", () => this.#drawTray());
    byId("commands").addEventListener("click", () => this.#offerCommands());
    byId("keyboard-toggle").addEventListener("click", () => this.#toggleKeyboard());
    this.#preparePosition(places);
  }

  /** Begin to write in a chat; what was half written in it comes back. */
  open(talk) {
    if (this.#talk) this.#drafts.set(`${this.#talk.person} ${this.#talk.bot}`, this.#area.value);
    this.#talk = talk;
    this.#leaveContext();
    this.#clearTray();
    this.#area.value = this.#drafts.get(`${talk.person} ${talk.bot}`) ?? "";
    this.#isKeyboardOpen = true;
    this.#refresh();
    if (!isNarrow()) this.#area.focus();
  }

  setCommands(commands) {
    this.#commands = commands;
    byId("commands").hidden = commands.length === 0;
  }

  /** Show the bot's reply keyboard, or the message that it wants to be answered. */
  setKeyboard(keyboard) {
    const isSame = JSON.stringify(keyboard) === JSON.stringify(this.#keyboard);
    this.#keyboard = keyboard;
    if (!isSame) this.#isKeyboardOpen = true;
    this.#area.placeholder = keyboard?.input_field_placeholder ?? "Nhập tin nhắn";
    this.#drawKeyboard();
  }

  reply(view) {
    this.#leaveContext();
    this.#reply = view;
    this.#showContext("reply", `Trả lời: ${summary(view.message)}`);
  }

  edit(view) {
    this.#leaveContext();
    this.#edited = view;
    this.#area.value = view.message.text ?? view.message.caption ?? "";
    this.#showContext("edit", `Sửa: ${summary(view.message)}`);
    this.#refresh();
  }

  /** Send a text as it is, such as a command or a button of the reply keyboard. */
  async say(text) {
    await this.#attempt(() => api.sendText(this.#talk, text, this.#keyboard?.force_reply ? this.#keyboard.message_id : undefined));
  }

  #showContext(name, text) {
    byId("context-icon").replaceChildren(icon(name));
    byId("context-text").textContent = text.slice(0, 160);
    byId("context").hidden = false;
    this.#area.focus();
  }

  #leaveContext() {
    if (this.#edited) this.#area.value = "";
    this.#reply = null;
    this.#edited = null;
    byId("context").hidden = true;
    this.#refresh();
  }

  #refresh() {
    byId("field").classList.toggle("filled", this.#area.value !== "");
    this.#area.style.height = "auto";
    this.#area.style.height = `${Math.min(this.#area.scrollHeight, TALLEST_PX)}px`;
    const isEmpty = this.#area.value.trim() === "" && this.#files.length === 0;
    byId("send").classList.toggle("ready", !isEmpty);
  }

  #pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && !byId("context").hidden) {
      event.stopPropagation();
      this.#leaveContext();
    }
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      this.#addFiles(files, false);
    }
  }

  async #submit() {
    const text = this.#area.value.trim();
    if (this.#isSending || (text === "" && this.#files.length === 0)) return;
    const replyTo = this.#reply?.id ?? (this.#keyboard?.force_reply ? this.#keyboard.message_id : undefined);
    const isDone = await this.#attempt(() => {
      if (this.#edited) return api.editText(this.#talk, this.#edited.id, text);
      if (this.#files.length > 0) return api.sendFiles(this.#talk, this.#files, { kind: this.#kind(), caption: text, replyTo });
      return api.sendText(this.#talk, text, replyTo);
    });
    if (!isDone) return;
    this.#edited = null;
    this.#area.value = "";
    this.#clearTray();
    this.#leaveContext();
  }

  async #attempt(work) {
    this.#isSending = true;
    byId("compose").setAttribute("aria-busy", "true");
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof api.RefusedError)) throw error;
      toast(error.message, { isError: true });
      return false;
    } finally {
      this.#isSending = false;
      byId("compose").removeAttribute("aria-busy");
    }
  }

  // Files

  #offerFiles() {
    showMenu(byId("attach"), [
      { label: "Ảnh", icon: "image", act: () => byId("attach-photo").click() },
      { label: "Chụp ảnh", icon: "camera", act: () => byId("attach-camera").click() },
      { label: "Tệp", icon: "file", act: () => byId("attach-file").click() },
    ]);
  }

  #chosen(input, isFile) {
    this.#addFiles([...input.files], isFile);
    input.value = "";
  }

  #addFiles(files, isFile) {
    const fitting = files.filter((file) => file.size <= this.uploadBytes);
    if (fitting.length < files.length) {
      toast(`Tệp lớn hơn ${sizeText(this.uploadBytes)} không gửi được.`, { isError: true });
    }
    if (this.#files.length + fitting.length > LARGEST_ALBUM) {
      toast(`Mỗi lần gửi tối đa ${LARGEST_ALBUM} tệp.`, { isError: true });
    }
    this.#files = [...this.#files, ...fitting].slice(0, LARGEST_ALBUM);
    if (isFile || this.#files.some((file) => !file.type.startsWith("image/"))) byId("as-file").checked = true;
    this.#drawTray();
    this.#area.focus();
  }

  #kind() {
    if (!byId("as-file").checked) return "photo";
    const [first] = this.#files;
    return this.#files.length === 1 && first.type === "video/mp4" ? "video" : "document";
  }

  #drawTray() {
    this.#previews.forEach((address) => URL.revokeObjectURL(address));
    this.#previews = [];
    byId("tray-list").replaceChildren(...this.#files.map((file, index) => this.#trayItem(file, index)));
    byId("tray").hidden = this.#files.length === 0;
    byId("as-file").disabled = this.#files.some((file) => !file.type.startsWith("image/"));
    this.#refresh();
  }

  #trayItem(file, index) {
    const remove = element("button", { type: "button", className: "tray-remove", attributes: { "aria-label": `Bỏ ${file.name}` } }, icon("close"));
    remove.addEventListener("click", () => {
      this.#files.splice(index, 1);
      if (this.#files.length === 0) this.#clearTray();
      else this.#drawTray();
    });
    if (!file.type.startsWith("image/")) {
      return element("li", { className: "tray-file" }, icon("file"), element("span", {}, file.name), element("small", {}, sizeText(file.size)), remove);
    }
    const address = URL.createObjectURL(file);
    this.#previews.push(address);
    return element("li", {}, element("img", { src: address, alt: file.name }), remove);
  }

  #clearTray() {
    this.#files = [];
    byId("as-file").checked = false;
    this.#drawTray();
  }

  // Commands and the reply keyboard

  #offerCommands() {
    const items = this.#commands.map(({ command, description }) => ({
      label: `/${command}`,
      note: description,
      act: () => {
        if (this.#area.value === "/") this.#area.value = "";
        this.say(`/${command}`);
      },
    }));
    showMenu(byId("commands"), items);
  }

  #toggleKeyboard() {
    this.#isKeyboardOpen = !this.#isKeyboardOpen;
    this.#drawKeyboard();
  }

  #drawKeyboard() {
    const rows = this.#keyboard?.keyboard ?? [];
    byId("keyboard-toggle").hidden = rows.length === 0;
    byId("keyboard-toggle").setAttribute("aria-expanded", String(this.#isKeyboardOpen));
    byId("keyboard").hidden = rows.length === 0 || !this.#isKeyboardOpen;
    byId("keyboard").replaceChildren(...rows.map((row) => element("div", { className: "keyboard-row" },
      ...row.map((button) => this.#key(button)))));
  }

  #key(button) {
    const key = element("button", { type: "button", className: "key", dir: "auto" },
      button.request_location ? icon("pin") : null, button.text);
    key.addEventListener("click", () => (button.request_location ? this.#askPosition() : this.say(button.text)));
    return key;
  }

  // Positions

  #preparePosition(places) {
    byId("share-position").addEventListener("click", () => this.#askPosition());
    byId("position-close").addEventListener("click", () => byId("position").close());
    byId("position-here").addEventListener("click", () => this.#sendHere());
    byId("position-typed").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendTyped();
    });
    byId("position").addEventListener("click", (event) => {
      if (event.target === byId("position")) byId("position").close();
    });
    byId("position-samples").hidden = places.length === 0;
    byId("places").replaceChildren(...places.map((place) => this.#place(place)));
  }

  #place(place) {
    const button = element("button", { type: "button" }, icon("pin"), element("span", {}, place.name),
      element("small", {}, `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}`));
    button.addEventListener("click", () => this.#sendPosition({ lat: place.lat, lon: place.lon }));
    return element("li", {}, button);
  }

  #askPosition() {
    byId("position-error").textContent = "";
    byId("position-text").value = "";
    byId("position").showModal();
  }

  #sendTyped() {
    const position = parsePosition(byId("position-text").value);
    if (position) this.#sendPosition(position);
    else byId("position-error").textContent = "Chưa đúng tọa độ. Ví dụ: 16.46, 107.59";
  }

  #sendHere() {
    const button = byId("position-here");
    const refuse = () => {
      button.disabled = false;
      byId("position-error").textContent = "Không lấy được vị trí của máy. Hãy nhập tọa độ hoặc chọn một nơi.";
    };
    if (!navigator.geolocation) {
      refuse();
      return;
    }
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      button.disabled = false;
      this.#sendPosition({ lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy });
    }, refuse, { enableHighAccuracy: true, timeout: 10_000 });
  }

  async #sendPosition(position) {
    byId("position").close();
    await this.#attempt(() => api.sendLocation(this.#talk, { ...position, reply_to: this.#reply?.id }));
    this.#leaveContext();
  }
}
