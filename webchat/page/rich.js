/** Text with entities. JavaScript counts in UTF-16 units, as the entities do. */

import { element } from "./dom.js";

const BLOCKS = new Set(["pre", "blockquote"]);
const WEB = /^https?:\/\//iu;

function link(address) {
  return WEB.test(address)
    ? element("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" })
    : element("span");
}

function wrapper(entity, covered, onCommand) {
  switch (entity.type) {
    case "bold": return element("strong");
    case "italic": return element("em");
    case "underline": return element("u");
    case "strikethrough": return element("s");
    case "code": return element("code");
    case "pre": return element("pre");
    case "blockquote":
    case "expandable_blockquote": return element("blockquote");
    case "spoiler": return spoiler();
    case "url": return link(covered);
    case "text_link": return link(entity.url ?? "");
    case "bot_command": return command(covered, onCommand);
    case "mention":
    case "hashtag": return element("span", { className: "tagged" });
    default: return element("span");
  }
}

function command(covered, onCommand) {
  const button = element("button", { type: "button", className: "command" });
  button.addEventListener("click", () => onCommand(covered));
  return button;
}

function spoiler() {
  const cover = element("button", {
    type: "button", className: "spoiler", attributes: { "aria-label": "Nội dung ẩn, bấm để xem" },
  });
  cover.addEventListener("click", () => {
    const shown = element("span", { className: "spoiler-shown" }, ...cover.childNodes);
    cover.replaceWith(shown);
  });
  return cover;
}

function fill(parent, text, start, end, entities, onCommand) {
  let at = start;
  entities.forEach((entity, index) => {
    const stop = entity.offset + entity.length;
    // What overlaps without being nested is left out, as messengers do.
    if (entity.offset < at || stop > end) return;
    parent.append(text.slice(at, entity.offset));
    const inside = entities.slice(index + 1).filter((other) => other.offset < stop);
    const made = wrapper(entity, text.slice(entity.offset, stop), onCommand);
    fill(made, text, entity.offset, stop, inside, onCommand);
    parent.append(made);
    // A block begins a new line by itself.
    const isBlock = BLOCKS.has(made.localName);
    at = isBlock && text[stop] === "\n" && stop < end ? stop + 1 : stop;
  });
  parent.append(text.slice(at, end));
}

/** Return a paragraph with the text; `onCommand(text)` hears when a command in it is pressed. */
export function richText(text, entities = [], onCommand = () => {}) {
  const parent = element("div", { className: "text", dir: "auto" });
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(parent, text, 0, text.length, sorted, onCommand);
  return parent;
}
