// What the server tells the chart.
export type Bar = {
  id: number; version: number; stage_id: number; title: string; assignee: string; name: string; short: string; hours: string; state: string; blocked: boolean;
  due_on: string | null; not_before: string | null; critical: boolean; at: [string, string] | null; base: [string, string] | null;
};
export type Stage = { id: number; title: string; promised_on: string | null; forecast_on: string | null };
export type Week = { monday: string; hours: string; norm: string };
export type Chart = {
  project: { id: number; title: string; deadline_on: string | null }; today: string; whole: boolean; computed_at: string | null;
  stages: Stage[]; tasks: Bar[]; links: { id: string; source: number; target: number }[]; days_off: string[];
  load: { login: string; name: string; weeks: Week[] }[];
};
export type Words = Record<string, string>;

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
