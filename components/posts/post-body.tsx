export interface PostBodyProps {
  /** Sanitized HTML from lib/markdown. */
  html: string;
}

/** The text of a post. */
export function PostBody({ html }: PostBodyProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: this HTML left our own pipeline, which sanitizes against a written schema
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
