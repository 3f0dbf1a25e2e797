import { CodeCopy } from "#components/posts/code-copy";

export interface PostBodyProps {
  /** Sanitized HTML from lib/markdown. */
  html: string;
}

/** The text of a post. */
export function PostBody({ html }: PostBodyProps) {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: this HTML left our own pipeline, which sanitizes against a written schema */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
      {html.includes('<figure class="code"') && <CodeCopy />}
    </>
  );
}
