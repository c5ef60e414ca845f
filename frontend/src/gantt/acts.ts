// What is done on the chart goes through the same calls as everything else; a refusal says why and who may.
import { type Bar, type Words, say } from "./shapes";

type Problem = { reasons?: string[]; held_by?: { name: string }[] };

export class Acts {
  constructor(private api: string, private token: string, private words: Words, private said: (text: string, tone: string) => void) {}

  async put(bar: Bar, what: string, body: unknown, done: string): Promise<boolean> {
    const address = this.api.replace("/0/", `/${bar.id}/`) + what;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token, "If-Match": `"${bar.version}"` };
    const answer = await fetch(address, { method: "PUT", headers, body: JSON.stringify(body) }).catch(() => null);
    if (answer?.ok) {
      Object.assign(bar, { version: (await answer.json()).version });
      this.said(done, "success");
      return true;
    }
    this.said(answer ? reasons(await answer.json().catch(() => ({})), this.words) : this.words.failed, "error");
    return false;
  }
}

function reasons(problem: Problem, words: Words): string {
  const holders = (problem.held_by ?? []).map((one) => one.name).join(", ");
  return [...(problem.reasons ?? [words.failed]), ...(holders ? [say(words, "held", { names: holders })] : [])].join(" ");
}
