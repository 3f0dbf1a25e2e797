import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { paths } from "../generated/api.ts";
import { holdAgainstDocument } from "./client.ts";

/** Holds what comes back against the document, as the other client does. */
function watched(url: string): Middleware {
  return {
    async onResponse({ request, response }) {
      const { status, headers } = response;
      const path = new URL(request.url).pathname;
      const text = await response.clone().text();
      await holdAgainstDocument(url, { method: request.method, path, status, headers, text });
    },
  };
}

/** The API as its document types it: what compiles here is what a program of a reader may write. */
export function typedClient(url: string, token?: string): Client<paths> {
  const client = createClient<paths>({
    baseUrl: url,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  client.use(watched(url));
  return client;
}
