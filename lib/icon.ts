/** Duet's mark for a browser's tab, in the colors of the system's theme. */
export const icon = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><title>Duet</title>',
  "<style>path,circle{stroke:#1b1a17}@media(prefers-color-scheme:dark){path,circle{stroke:#eceae6}}</style>",
  '<path d="M3 3.5h8v17H3z" fill="none" stroke-width="1.75" stroke-linejoin="round"/>',
  '<circle cx="8.4" cy="12.2" r=".4"/>',
  '<path d="M13.6 3.5 20.4 1v22l-6.8-2.5z" style="fill:#2b4db5;stroke:#2b4db5" stroke-width="1.25" stroke-linejoin="round"/>',
  '<circle cx="15.9" cy="12.2" r="1.05" style="fill:#fff;stroke:none"/></svg>',
].join("");

/** The same as an address: three hundred packed bytes of a page, for one request less. */
export const iconUrl = `data:image/svg+xml,${encodeURIComponent(icon)}`;
