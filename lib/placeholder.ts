/**
 * The parameter that `generateStaticParams` names where it must name one: no slug, handle or number
 * is like it, so its page is the 404. With it the build needs no database; every real page is made
 * at its first request and kept until an event purges it.
 */
export const placeholder = "~";
