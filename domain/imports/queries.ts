import { db } from "#lib/db";

/** Whether this very text of this file is here already, and its post too. */
export async function isImportedAlready(source: string, contentHash: string): Promise<boolean> {
  const item = await db().importItem.findUnique({
    where: { source, contentHash },
    select: { source: true },
  });
  return item !== null;
}
