const inMegabytes = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** A number of bytes as people say it: "1.2 MB", of a million bytes each. */
export const megabytes = (bytes: number): string => `${inMegabytes.format(bytes / 1_000_000)} MB`;
