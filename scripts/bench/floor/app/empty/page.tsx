/** A static page with nothing in it. */
export default function Empty() {
  return null;
}
