/** The routes of the people's side, relative to the page, so that it can be served under any path. */

/** What the server refuses; the message is a sentence for people. */
export class RefusedError extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new RefusedError("Chưa kết nối được với máy chủ. Hãy thử lại sau ít giây.");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new RefusedError(body.error ?? "Có lỗi, hãy thử lại.");
  return body;
}

function send(method, path, body) {
  return ask(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

const at = (talk) => `people/${talk.person}/bots/${talk.bot}`;

export const begin = () => ask("people");
export const showChat = (talk, before) => ask(at(talk) + (before ? `?before=${before}` : ""));
export const sendText = (talk, text, replyTo) => send("POST", `${at(talk)}/text`, { text, reply_to: replyTo });
export const sendLocation = (talk, position) => send("POST", `${at(talk)}/location`, position);
export const sendVenue = (talk, venue) => send("POST", `${at(talk)}/venue`, venue);
export const markRead = (talk, id) => send("POST", `${at(talk)}/read`, { up_to: id });
export const block = (talk) => send("POST", `${at(talk)}/block`, {});
export const unblock = (talk) => send("POST", `${at(talk)}/unblock`, {});
export const editText = (talk, id, text) => send("PUT", `${at(talk)}/messages/${id}`, { text });
export const deleteMessage = (talk, id) => ask(`${at(talk)}/messages/${id}`, { method: "DELETE" });
export const press = (talk, id, data) => send("POST", `${at(talk)}/messages/${id}/press`, { data });
export const fileAddress = (fileId) => `people/files/${encodeURIComponent(fileId)}`;

/** Send files as `kind`; several become an album. */
export function sendFiles(talk, files, { kind, caption, replyTo }) {
  const form = new FormData();
  form.append("as", kind);
  if (caption) form.append("caption", caption);
  if (replyTo) form.append("reply_to", replyTo);
  for (const file of files) form.append("file", file, file.name);
  return ask(`${at(talk)}/files`, { method: "POST", body: form });
}

/** Follow live events: `onEvent(kind, body)`, `onState(isConnected)`. Reconnects by itself, for ever. */
export function follow(after, onEvent, onState) {
  const kinds = ["message", "edited", "deleted", "chat", "action", "answer", "commands", "reset"];
  let last = after;
  let source;
  const open = () => {
    source = new EventSource(`people/events?after=${last}`);
    source.onopen = () => onState(true);
    source.onerror = () => {
      onState(false);
      // The browser gives up when a proxy answers in the server's place.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    };
    for (const kind of kinds) {
      source.addEventListener(kind, (event) => {
        if (event.lastEventId) last = event.lastEventId;
        onEvent(kind, JSON.parse(event.data));
      });
    }
  };
  open();
  return {
    restartAfter(event) {
      last = event;
      source.close();
      open();
    },
  };
}
