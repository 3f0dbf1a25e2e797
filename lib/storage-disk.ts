import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { FileStore } from "#lib/storage";

/** Files on this machine's disk, in the folder `uploads` of DATA_DIR. */
export function diskStore(dataDir: string): FileStore {
  const root = join(/* turbopackIgnore: true */ dataDir, "uploads");
  // On the same file system, so that a rename moves a file there in one step.
  const temporary = join(root, "incoming");
  const pathOf = (key: string) => join(root, ...key.split("/"));

  return {
    async put(key, bytes) {
      const target = pathOf(key);
      const draft = join(temporary, randomUUID());
      await mkdir(temporary, { recursive: true });
      try {
        await writeThrough(draft, bytes);
        await makeFolder(dirname(target));
        await rename(draft, target).catch(async (error) => {
          // The folder was empty, and somebody who removed its last file took it away.
          ifMissing(error);
          await makeFolder(dirname(target));
          await rename(draft, target);
        });
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(dirname(target));
    },
    async size(key) {
      const found = await stat(pathOf(key)).catch(ifMissing);
      return found?.isFile() ? found.size : null;
    },
    async read(key, range) {
      const file = await open(pathOf(key)).catch(ifMissing);
      if (!file) return null;
      return createReadStream("", { fd: file, ...range });
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
      // A picture's folder goes with its last file.
      await removeEmpty(dirname(pathOf(key)));
    },
    async *list(prefix) {
      const options = { recursive: true, withFileTypes: true } as const;
      const entries = await readdir(pathOf(prefix), options).catch(ifMissing);
      for (const entry of entries ?? []) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(ifMissing);
        if (found) {
          const key = path.slice(root.length + 1).replaceAll(sep, "/");
          yield { key, storedAt: found.mtime };
        }
      }
    },
  };
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a folder that is there after a crash too: its name is an entry of the folder above. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (!first) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function removeEmpty(path: string): Promise<void> {
  await rmdir(path).catch((error: NodeJS.ErrnoException) => {
    // Something is in it, or was stored just now: it stays.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") ifMissing(error);
  });
}

function ifMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}
