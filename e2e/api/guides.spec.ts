import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { expect, test } from "../fixtures.ts";

/** How the samples of a language are run; they get their code on stdin. */
const runners: Record<string, [command: string, args: string[]]> = {
  sh: ["bash", ["-euo", "pipefail", "-s"]],
  js: [process.execPath, ["--input-type=module", "-"]],
};

interface Sample {
  language: string;
  code: string;
  /** What the guide says it prints. */
  output: string | undefined;
}

function samplesOf(markdown: string): Sample[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => {
    return { language: language ?? "", code: code ?? "" };
  });
  return blocks.flatMap(({ language, code }, index) => {
    const next = blocks[index + 1];
    const output = next?.language === "output" ? next.code : undefined;
    return language in runners ? [{ language, code, output }] : [];
  });
}

async function run({ language, code }: Sample, env: Record<string, string>) {
  const [command, args] = runners[language] ?? ["false", []];
  // Playwright asks what it starts for colors; a sample's output is compared as text.
  const plain = { ...process.env, ...env, FORCE_COLOR: "0" };
  const child = spawn(command, args, { env: plain, stdio: "pipe" });
  child.stdin.end(code);
  const ended = new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  const [output, errors, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { output, errors, status };
}

for (const file of globSync("docs/guides/*.md").sort()) {
  const samples = samplesOf(readFileSync(file, "utf8"));

  test(`${file}: every sample runs and prints what stands below it`, async ({ blog }) => {
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples) {
      const { output, errors, status } = await run(sample, {
        URL: blog.url,
        TOKEN: blog.tokens.author,
      });
      expect(status, `${sample.code}\n${errors}`).toBe(0);
      if (sample.output !== undefined) expect(output, sample.code).toBe(sample.output);
    }
  });
}
