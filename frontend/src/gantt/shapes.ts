// What the server tells the chart.
export type Kind = "FS" | "SS" | "FF" | "SF";
export type Bar = {
  id: number; version: number; stage_id: number; title: string; assignee: string; name: string; short: string; hours: string; state: string; blocked: boolean;
  due_on: string | null; not_before: string | null; critical: boolean; at: [string, string] | null; base: [string, string] | null; moved: [string, string] | null;
};
export type Link = { id: string; source: number; target: number; kind: Kind; lag_hours: string; said: string };
export type Stage = { id: number; title: string; promised_on: string | null; forecast_on: string | null };
export type Week = { monday: string; hours: string; norm: string };
export type Chart = {
  project: { id: number; title: string; client: string; deadline_on: string | null }; today: string; whole: boolean; computed_at: string | null;
  stages: Stage[]; tasks: Bar[]; links: Link[]; days_off: string[];
  load: { login: string; name: string; weeks: Week[] }[];
};
export type Words = Record<string, string>;
export type Row = { id: string | number; bar?: Bar; head?: string; promised?: string | null; parent?: string; start_date?: Date; end_date?: Date; [name: string]: unknown };

export const ROW = 30;
export const TYPES: Kind[] = ["FS", "SS", "FF", "SF"]; // in the order of the chart's library: types "0" to "3"
export const fromEnd = (kind: Kind) => kind[0] === "F";
export const toStart = (kind: Kind) => kind[1] === "S";

export function say(words: Words, name: string, told: Record<string, string> = {}): string {
  return Object.entries(told).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name] ?? name);
}

// The chart keeps days by the wall clock of its own: no zone moves a bar.
export function moment(text: string): Date {
  const [year, month, day, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return new Date(year, month - 1, day, hour, minute);
}

export function isoDay(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

// A day as the other pages tell it: the year only where it is not this one.
export function told(day: Date, language: string): string {
  const other = day.getFullYear() !== new Date().getFullYear();
  return day.toLocaleDateString(language, { day: "numeric", month: "long", ...(other ? { year: "numeric" } : {}) });
}

export function stamp(at: Date): string {
  return `${isoDay(at)}T${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

export function dayAfter(day: Date, count = 1): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
