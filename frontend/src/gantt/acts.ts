// What is done on the chart goes through the same calls as everything else; a refusal says why and who may.
import { type Bar, type Kind, type Words, say } from "./shapes";

type Problem = { reasons?: string[]; held_by?: { name: string }[] };
export type Wait = { after: number; kind: Kind; lag_hours: string; said?: string };
type Told = { version: number; links: Wait[] };

export class Acts {
  constructor(private api: string, private token: string, private words: Words, private said: (text: string, tone: string) => void) {}

  async put(bar: Bar, what: string, body: unknown, done: string): Promise<Told | null> {
    const answer = await fetch(this.api.replace("/0/", `/${bar.id}/`) + what, {
      method: "PUT", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": this.token, "If-Match": `"${bar.version}"` },
    }).catch(() => null);
    const told = await this.read(answer);
    if (!told) return null;
    bar.version = told.version;
    this.said(done, "success");
    return told;
  }

  // What the task waits for now, whoever changed it since the chart was drawn.
  async waits(bar: Bar): Promise<Wait[] | null> {
    const told = await this.read(await fetch(this.api.replace("/0/", `/${bar.id}/`).slice(0, -1)).catch(() => null));
    if (!told) return null;
    bar.version = told.version;
    return told.links;
  }

  private async read(answer: Response | null): Promise<Told | null> {
    const told = await answer?.json().catch(() => ({}));
    if (answer?.ok) return told;
    this.said(answer ? reasons(told, this.words) : this.words.failed, "error");
    return null;
  }
}

function reasons(problem: Problem, words: Words): string {
  const holders = (problem.held_by ?? []).map((one) => one.name).join(", ");
  return [...(problem.reasons ?? [words.failed]), ...(holders ? [say(words, "held", { names: holders })] : [])].join(" ");
}
