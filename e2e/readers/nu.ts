import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Message {
  type: string;
  url: string;
  message: string;
  extract?: string;
}

/** Asks the Nu checker (in Java, from npm's vnu-jar) about documents by name; returns its errors. */
export async function nuErrors(documents: Map<string, string>): Promise<string[]> {
  // The package's main file is a string: the address of the archive.
  const jar = String(createRequire(import.meta.url)("vnu-jar"));
  const folder = mkdtempSync(join(tmpdir(), "duet-nu-"));
  try {
    const names = [...documents.keys()];
    const files = names.map((name, at) => {
      const file = join(folder, `${at}.html`);
      writeFileSync(file, documents.get(name) ?? "");
      return file;
    });
    const report = await run(["-jar", jar, "--errors-only", "--format", "json", ...files]);
    const { messages }: { messages: Message[] } = JSON.parse(report);
    return messages.map(({ url, message, extract = "" }) => {
      const name = names[Number(/(\d+)\.html$/.exec(url)?.[1])];
      return `${name}: ${message} ${extract.replace(/\s+/g, " ").slice(0, 120)}`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What it says on its error stream; it ends with 1 when it found something. */
function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("java", args, { maxBuffer: 1 << 26 }, (error, _stdout, stderr) => {
      if (stderr.startsWith("{")) resolve(stderr);
      else reject(error ?? new Error(`The Nu checker said nothing: ${stderr}`));
    });
  });
}
