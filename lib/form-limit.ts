const MiB = 1024 * 1024;

/**
 * How many bytes the body of a form or of an action's call may have, its files included: as much as the API takes, and
 * more. By default Next refuses what is over 1 MB before our action sees it, and a long post's author would lose the
 * text. A picture that is too large by little is refused by our own words.
 */
export const FORM_LIMIT = Math.max(
  4 * MiB,
  (Number(process.env.UPLOAD_MAX_BYTES) || 10 * MiB) + MiB,
);
