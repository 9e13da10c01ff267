/** Times as people in Viet Nam read them; they come from the server, in seconds since 1970. */

const zone = { timeZone: "Asia/Ho_Chi_Minh" };
const clock = new Intl.DateTimeFormat("vi-VN", { ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayKey = new Intl.DateTimeFormat("en-CA", { ...zone, year: "numeric", month: "2-digit", day: "2-digit" });
const shortDay = new Intl.DateTimeFormat("vi-VN", { ...zone, day: "2-digit", month: "2-digit" });
const longDay = new Intl.DateTimeFormat("vi-VN", { ...zone, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const full = new Intl.DateTimeFormat("vi-VN", { ...zone, dateStyle: "full", timeStyle: "medium" });

const date = (seconds) => new Date(seconds * 1000);

/** Return "14:05". */
export const timeOf = (seconds) => clock.format(date(seconds));

/** Return "2026-01-31": equal for two times of one day. */
export const dayOf = (seconds) => dayKey.format(date(seconds));

/** Return the whole date and time, for titles. */
export const fullOf = (seconds) => full.format(date(seconds));

/** Return "Hôm nay", "Hôm qua" or the date. */
export function dayName(seconds) {
  const now = Date.now() / 1000;
  if (dayOf(seconds) === dayOf(now)) return "Hôm nay";
  if (dayOf(seconds) === dayOf(now - 86400)) return "Hôm qua";
  return longDay.format(date(seconds));
}

/** Return the time today, otherwise the day. */
export function shortOf(seconds) {
  return dayOf(seconds) === dayOf(Date.now() / 1000) ? timeOf(seconds) : shortDay.format(date(seconds));
}
