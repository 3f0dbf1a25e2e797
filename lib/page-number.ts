/** The number of a page of a list as an address writes it: decimal digits, from 1; else null. */
export function pageNumber(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
