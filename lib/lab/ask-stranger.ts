import { type Forgery, STRANGER } from "#lib/lab/stranger";

/** Loads the stranger's page into a frame anew and has it send a request; resolves when that was answered. */
export async function askStranger(frame: HTMLIFrameElement, forgery: Forgery): Promise<void> {
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    frame.src = STRANGER;
  });
  await new Promise<void>((resolve) => {
    const listen = ({ source }: MessageEvent) => {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", listen);
      resolve();
    };
    addEventListener("message", listen);
    // Its origin is opaque, so no other target can be named. There is nothing secret in it.
    frame.contentWindow?.postMessage(forgery, "*");
  });
}
