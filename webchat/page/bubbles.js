/** Messages as elements: a bubble for each, one frame for an album. */

import { fileAddress } from "./api.js";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { richText } from "./rich.js";
import { fullOf, timeOf } from "./time.js";

const WEB = /^https?:\/\//iu;
const PREVIEW_SIDE = 320;

/** Return a few words that stand for a message in lists and replies. */
export function summary(message) {
  const caption = message.caption ? `: ${message.caption}` : "";
  if (message.text !== undefined) return message.text;
  if (message.photo) return `Ảnh${caption}`;
  if (message.document) return `Tệp ${message.document.file_name ?? ""}${caption}`;
  if (message.video) return `Video${caption}`;
  if (message.voice) return `Đoạn ghi âm${caption}`;
  if (message.venue) return `Địa điểm: ${message.venue.title}`;
  if (message.location) return "Vị trí";
  return "Tin nhắn";
}

/** Return a size in bytes as people read it. */
export function sizeText(bytes) {
  const decimal = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${decimal.format(bytes / 1024)} KB`;
  return `${decimal.format(bytes / 1024 ** 2)} MB`;
}

function photo(view, { onEnlarge }, isInAlbum) {
  const { photo: sizes, caption } = view.message;
  const largest = sizes[sizes.length - 1];
  const small = sizes.find((size) => Math.max(size.width, size.height) >= PREVIEW_SIDE) ?? largest;
  const image = element("img", {
    src: fileAddress((isInAlbum ? small : largest).file_id), alt: caption || "Ảnh", loading: "lazy",
    width: largest.width, height: largest.height, draggable: !view.message.has_protected_content,
  });
  if (view.message.has_protected_content) image.oncontextmenu = () => false;
  const button = element("button", {
    type: "button", className: "photo", data: { photo: view.id },
    attributes: { "aria-label": `Phóng to ảnh${caption ? `: ${caption}` : ""}` },
  }, image);
  button.style.setProperty("--ratio", `${largest.width} / ${largest.height}`);
  button.addEventListener("click", () => onEnlarge(view.id));
  return button;
}

function document_(view) {
  const { document: file, has_protected_content: isProtected } = view.message;
  const inside = [
    element("span", { className: "file-icon" }, icon(isProtected ? "lock" : "file")),
    element("span", { className: "file-name" },
      element("strong", { dir: "auto" }, file.file_name ?? "Tệp"),
      element("small", {}, sizeText(file.file_size ?? 0))),
  ];
  if (isProtected) return element("div", { className: "file" }, ...inside);
  return element("a", { className: "file", href: fileAddress(file.file_id), download: file.file_name ?? "" }, ...inside);
}

function media(view) {
  const { video, voice, has_protected_content: isProtected } = view.message;
  const player = element(video ? "video" : "audio", {
    controls: true, preload: "metadata", src: fileAddress((video ?? voice).file_id), className: video ? "video" : "voice",
  });
  if (isProtected) player.setAttribute("controlslist", "nodownload");
  return player;
}

function location(view) {
  const { location: position, venue } = view.message;
  const coordinates = `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}`;
  const accuracy = position.horizontal_accuracy
    ? element("small", {}, `Sai số khoảng ${Math.round(position.horizontal_accuracy)} m`) : null;
  return element("div", { className: "location" },
    element("div", { className: "location-art", attributes: { "aria-hidden": "true" } }, icon("pin")),
    element("div", { className: "location-text" },
      element("strong", { dir: "auto" }, venue?.title ?? "Vị trí"),
      venue?.address ? element("small", { dir: "auto" }, venue.address) : null,
      element("span", { className: "coordinates" }, coordinates),
      accuracy));
}

function answered(message) {
  const before = message.reply_to_message;
  if (!before) return null;
  return element("div", { className: "quote" },
    element("strong", { dir: "auto" }, before.from.first_name),
    element("span", { dir: "auto" }, summary(before).slice(0, 140)));
}

function content(view, actions) {
  const { message } = view;
  if (message.photo) return photo(view, actions, false);
  if (message.document) return document_(view);
  if (message.video || message.voice) return media(view);
  if (message.location) return location(view);
  return null;
}

function words(message, actions) {
  if (message.text !== undefined) return richText(message.text, message.entities, actions.onCommand);
  if (message.caption) return richText(message.caption, message.caption_entities, actions.onCommand);
  return null;
}

function foot(view) {
  const { message } = view;
  return element("span", { className: "foot" },
    message.has_protected_content ? icon("lock") : null,
    message.edit_date ? element("span", { className: "edited" }, "đã sửa") : null,
    element("time", {
      dateTime: new Date(message.date * 1000).toISOString(), title: fullOf(message.date),
    }, timeOf(message.date)));
}

function inlineButton(view, button, { onPress }) {
  if (button.url !== undefined) {
    return WEB.test(button.url)
      ? element("a", { className: "inline", href: button.url, rel: "noopener noreferrer nofollow", target: "_blank", dir: "auto" }, button.text)
      : element("span", { className: "inline" }, button.text);
  }
  const made = element("button", { type: "button", className: "inline", dir: "auto" }, button.text);
  made.addEventListener("click", () => onPress(view, button.callback_data, made));
  return made;
}

function inlineKeyboard(view, actions) {
  const rows = view.message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return element("div", { className: "inline-keyboard", attributes: { role: "group", "aria-label": "Các nút của tin nhắn" } },
    ...rows.map((row) => element("div", { className: "inline-row" },
      ...row.map((button) => inlineButton(view, button, actions)))));
}

function menuButton(view, { onMenu }) {
  const button = element("button", {
    type: "button", className: "icon-button small message-menu", attributes: { "aria-label": "Tùy chọn của tin nhắn", "aria-haspopup": "menu" },
  }, icon("more"));
  button.addEventListener("click", () => onMenu(view, button));
  return button;
}

function frame(views, actions, inside) {
  const [view] = views;
  const { message } = view;
  const kind = view.from_bot ? "theirs" : "mine";
  const isBare = Boolean(message.photo ?? message.location) && !views.some((one) => one.message.caption);
  const bubble = element("div", { className: `bubble${isBare ? " bare" : ""}${message.photo ? " with-photo" : ""}` }, ...inside, foot(views[views.length - 1]));
  const who = view.from_bot ? message.from.first_name : "Bạn";
  return element("article", {
    className: `message ${kind}${message.has_protected_content ? " protected" : ""}`,
    attributes: { "aria-label": `${who}, ${timeOf(message.date)}` },
  },
    element("div", { className: "bubble-row" }, bubble, menuButton(view, actions)),
    inlineKeyboard(view, actions));
}

/** Return the element of one message. */
export function bubble(view, actions) {
  const made = frame([view], actions, [answered(view.message), content(view, actions), words(view.message, actions)]);
  made.dataset.messageId = view.id;
  return made;
}

/** Return the element of an album; each message is a cell in it. */
export function album(views, actions) {
  const cells = views.map((view) => element("div", {
    className: "cell", data: { messageId: view.id },
  }, view.message.photo ? photo(view, actions, true) : content(view, actions)));
  const isGrid = views.every((view) => view.message.photo || view.message.video);
  const grid = element("div", { className: isGrid ? "album" : "album files", data: { count: views.length } }, ...cells);
  const captions = views.map((view) => words(view.message, actions));
  const made = frame(views, actions, [answered(views[0].message), grid, ...captions]);
  made.classList.add("is-album");
  return made;
}
