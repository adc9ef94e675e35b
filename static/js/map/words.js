/* Texts come translated from the server; here numbers, days and names are put into them. */

/** "{count} initiatives" with { count: 3 } → "3 initiatives". */
export function fillIn(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export class Words {
  constructor(texts, locale) {
    this.texts = texts;
    this.language = locale.split("-")[0];
    this.numbers = new Intl.NumberFormat(locale);
    this.days = new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
  }

  say(name, values = {}) {
    return fillIn(this.texts[name], values);
  }

  /** One of two texts, by number: `name_one` or `name_other`. */
  count(name, count, values = {}) {
    return this.say(`${name}_${count === 1 ? "one" : "other"}`, {
      count: this.numbers.format(count),
      ...values,
    });
  }

  day(date) {
    return this.days.format(date);
  }
}
