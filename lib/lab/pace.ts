/** Milliseconds that a slow call of the lab takes, and after which nobody waits for it any more. */
export const PAUSE = 1000;
export const PATIENCE = 200;

/** Resolves after so many milliseconds. */
export const after = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
