import { PostBody } from "#components/posts/post-body";
import { PostLayout } from "#components/posts/post-layout";
import { PageHeading } from "#components/site/page-heading";
import { renderDocs } from "#doors/openapi/rendered";

export interface DocsTextProps {
  kicker: string;
  title: string;
  /** Markdown of our own. */
  text: string;
}

/** A page of the documentation that is a text. */
export async function DocsText({ kicker, title, text }: DocsTextProps) {
  const { html, outline } = await renderDocs(text);
  return (
    <PostLayout header={<PageHeading kicker={kicker} title={title} />} outline={outline}>
      <PostBody html={html} />
    </PostLayout>
  );
}
