import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const answers = new Map<string, Answer>();

/** Sends an answer that Duet gave, byte for byte: a route handler that knows its answer already. */
export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  let answer = answers.get(name);
  if (!answer) {
    const file = join(process.env.FLOOR_ANSWERS ?? "", `${name}.json`);
    answer = JSON.parse(readFileSync(file, "utf8")) as Answer;
    answers.set(name, answer);
  }
  const { status, headers, body } = answer;
  return new Response(status === 304 ? null : body, { status, headers });
}
