import pg from "pg";

/** The channel on which a commit names the cache tags that it touched (a JSON array). */
const CHANNEL = "duet";

export interface OutboxListener {
  stop(): Promise<void>;
}

/**
 * Hears what any process changes in this database: an import, another instance. `onTags` gets the
 * cache tags of each commit; after a lost connection it gets `["*"]`, because what was said
 * meanwhile is not known, and after a notification that nobody can read. Reconnects every 2 s until stopped.
 * https://www.postgresql.org/docs/current/sql-listen.html
 */
export function listenToOutbox(
  databaseUrl: string,
  onTags: (tags: string[]) => void,
  onError: (error: Error) => void,
): OutboxListener {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function connect(again: boolean) {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client = next;
    next.on("notification", ({ payload }) => onTags(tagsOf(payload, onError)));
    next.on("error", lost);
    next.on("end", () => lost());
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      if (again) onTags(["*"]);
    } catch (error) {
      lost(error as Error);
    }
  }

  function lost(error?: Error) {
    if (stopped || timer) return;
    if (error) onError(error);
    timer = setTimeout(() => {
      timer = undefined;
      void connect(true);
    }, 2_000);
  }

  void connect(false);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(onError);
    },
  };
}

/** What a notification names. Anybody who may connect can send one: of what cannot be read, everything. */
function tagsOf(payload: string | undefined, onError: (error: Error) => void): string[] {
  try {
    const value: unknown = JSON.parse(payload ?? "");
    if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  } catch {
    // Told below, with the rest of what is no list of tags.
  }
  onError(new Error(`A notification on the channel “${CHANNEL}” is no list of tags.`));
  return ["*"];
}
