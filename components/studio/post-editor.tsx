"use client";

import { type SyntheticEvent, useActionState } from "react";
import { editPostAction, writePostAction } from "#actions/posts";
import { Autosave } from "#components/studio/autosave";
import { type Choosable, CoverField } from "#components/studio/cover-field";
import { LocalCopy, TypedSince } from "#components/studio/local-copy";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { Checkbox, Input } from "#components/ui/input";
import { NonceField } from "#components/ui/nonce-field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { EditablePost, PostHint, PostView } from "#domain/posts/schema";

export interface PostEditorProps {
  /** Absent for a post that does not exist yet. */
  post?: EditablePost;
  /** The answer to this form, when it was sent without JavaScript. */
  answer: EditorState;
  /** The writer's latest pictures. */
  pictures: readonly Choosable[];
  /** Bytes that a new one may have. */
  largest: number;
  /** For a new post: whose it will be, and what is new with each rendering: sent twice, the form makes one. */
  begun?: { owner: string; nonce: string };
}

export type EditorState = Awaited<ReturnType<typeof editPostAction | typeof writePostAction>>;

/**
 * Where a post is written: a plain form whose buttons say what to do with it, so that all of it
 * works without JavaScript. The text that is stored is the Markdown in the text area.
 */
export function PostEditor({ post, answer, pictures, largest, begun }: PostEditorProps) {
  const [state, send] = useActionState<EditorState, FormData>(
    post ? editPostAction : writePostAction,
    answer,
  );
  const problem = state && !state.ok ? state : null;
  const preview = state?.ok && state.intent === "preview" ? state : null;
  const uploaded =
    state?.ok && (state.intent === "cover" || state.intent === "picture") ? state : null;
  // What was typed comes back with every answer but to a save that worked: then the stored text is it.
  const typed = problem?.values ?? preview?.values ?? uploaded?.values;
  // What was kept and not saved stands before what is stored.
  const draft = post?.draft;
  const body = typed?.body ?? draft?.body ?? post?.body ?? "";
  const known = [uploaded?.value, post?.draftCover, post?.cover, ...pictures].filter(
    (each) => each != null,
  );
  // A picture that was deleted since is nobody's cover.
  const isKept = draft?.cover === null || (draft?.cover && post?.draftCover);
  const kept = isKept ? draft.cover : post?.cover?.id;
  const chosen = uploaded?.intent === "cover" ? uploaded.value.id : (typed?.cover ?? kept ?? "");
  const value = (name: keyof PostView & string, stored: string) =>
    typed?.[name] ?? draft?.[name as "title"] ?? stored;
  const error = (name: string) => problem?.fields[name];
  const live = post?.status === "published";
  return (
    <Form
      id="post-editor"
      action={send}
      answer={state}
      whenTyped={(name, text) =>
        name === "body" && uploaded?.intent === "picture"
          ? withPicture(text, typed?.at, uploaded.value)
          : text
      }
      className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]"
    >
      <div className="grid content-start gap-5">
        {problem && (
          <Notice tone="error" title={problem.message}>
            {problem.code === "conflict" && post && (
              <>
                Your text is kept below. Saving again replaces the other version; it stays in the
                history.
              </>
            )}
            {problem.code === "unauthenticated" && (
              <a href="/sign-in" target="_blank" rel="noopener" className="underline">
                Sign in in a new tab, then save again; your text stays here.
              </a>
            )}
          </Notice>
        )}
        {uploaded && (
          <Notice tone="success">
            {uploaded.intent === "cover"
              ? "Uploaded, and chosen as the cover. Save the post to keep it."
              : "Uploaded, and put into the text. Save the post to keep it."}
          </Notice>
        )}
        {state?.ok && !preview && !uploaded && (
          <Notice tone="success">{live ? "Updated. Readers see it now." : "Saved."}</Notice>
        )}
        {begun && <NonceField given={begun.nonce} answer={state} />}
        {begun && <LocalCopy owner={begun.owner} answer={state} />}
        {post && (
          <>
            <input type="hidden" name="id" value={post.id} />
            <input type="hidden" name="version" value={post.version} />
          </>
        )}
        <Field id="title" label="Title" required error={error("title")}>
          {(control) => (
            <Input
              {...control}
              name="title"
              maxLength={200}
              defaultValue={value("title", post?.title ?? "")}
              className="h-12! font-serif text-xl! font-semibold"
            />
          )}
        </Field>
        <Field
          id="body"
          label="Text"
          hint="Markdown: headings, lists, tables, footnotes, code with a language, alerts."
          required
          error={error("body")}
        >
          {(control) => (
            <Textarea
              {...control}
              name="body"
              mono
              rows={22}
              className="min-h-112"
              spellCheck
              defaultValue={
                uploaded?.intent === "picture" ? withPicture(body, typed?.at, uploaded.value) : body
              }
              onSelect={noteCursor}
            />
          )}
        </Field>
        {/* Where a picture goes that is inserted; without JavaScript at the end. */}
        <input type="hidden" name="at" />
        {preview && (
          <section
            aria-labelledby="preview-heading"
            className="rounded-card border border-line bg-raised p-6"
          >
            <h2 id="preview-heading" className="mb-4 text-sm font-medium text-faint">
              Preview, {preview.value.wordCount} words, {preview.value.readingMinutes} min read
            </h2>
            <Hints hints={preview.value.hints} />
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server's own pipeline made and sanitized it */}
            <div className="prose" dangerouslySetInnerHTML={{ __html: preview.value.html }} />
          </section>
        )}
      </div>
      <div className="grid content-start gap-5">
        {post && (
          <>
            <Autosave
              post={{ id: post.id, version: post.version }}
              draftVersion={draft?.draftVersion ?? 0}
              answer={state}
              saved={state?.ok === true && !preview && !uploaded}
            />
            {/* After it: what is put back is kept like what is typed. */}
            <TypedSince post={post.id} />
          </>
        )}
        <div className="flex flex-wrap gap-2 lg:sticky lg:top-4">
          <SubmitButton name="intent" value="save" pendingLabel="Saving…">
            {live ? "Update" : "Save draft"}
          </SubmitButton>
          {!live && (
            <SubmitButton name="intent" value="review" variant="secondary">
              Publish…
            </SubmitButton>
          )}
          <SubmitButton name="intent" value="preview" variant="quiet" formNoValidate>
            Preview
          </SubmitButton>
        </div>
        <CoverField
          pictures={known.filter(
            (each, at) => known.findIndex((other) => other.id === each.id) === at,
          )}
          chosen={chosen}
          largest={largest}
          errors={problem?.fields ?? {}}
          alt={problem?.values.alt ?? ""}
        />
        <Field id="tags" label="Tags" hint="Separated by commas." error={error("tags")}>
          {(control) => (
            <Input
              {...control}
              name="tags"
              defaultValue={
                typed?.tags ?? (draft?.tags ?? post?.tags.map(({ name }) => name))?.join(", ") ?? ""
              }
            />
          )}
        </Field>
        <Field
          id="slug"
          label="Address"
          hint="Made from the title when empty. An old address keeps redirecting."
          error={error("slug")}
        >
          {(control) => (
            <Input
              {...control}
              name="slug"
              maxLength={96}
              defaultValue={value("slug", post?.slug ?? "")}
            />
          )}
        </Field>
        <Field
          id="excerpt"
          label="Excerpt"
          hint="For lists and previews; the first paragraph stands in for it."
          error={error("excerpt")}
        >
          {(control) => (
            <Textarea
              {...control}
              name="excerpt"
              rows={3}
              maxLength={500}
              defaultValue={value("excerpt", post?.excerptFrom === "author" ? post.excerpt : "")}
              placeholder={post?.excerptFrom === "body" ? post.excerpt : undefined}
            />
          )}
        </Field>
        <Field id="canonicalUrl" label="Canonical address" error={error("canonicalUrl")}>
          {(control) => (
            <Input
              {...control}
              type="url"
              name="canonicalUrl"
              defaultValue={value("canonicalUrl", post?.canonicalUrl ?? "")}
            />
          )}
        </Field>
        <input type="hidden" name="commentsOpen" value="false" />
        <Checkbox
          name="commentsOpen"
          value="true"
          label="Comments are open"
          defaultChecked={
            typed
              ? typed.commentsOpen === "true"
              : (draft?.commentsOpen ?? post?.commentsOpen ?? true)
          }
        />
      </div>
    </Form>
  );
}

/** What to mend before others read it. */
function Hints({ hints }: { hints: readonly PostHint[] }) {
  if (hints.length === 0) return null;
  return (
    <Notice tone="warning" title="Before others read it" className="mb-4">
      <ul className="grid list-disc gap-1 ps-4">
        {hints.map(({ kind, line, message }) => (
          <li key={`${line} ${kind}`}>
            Line {line}: {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function noteCursor({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) {
  const at = currentTarget.form?.elements.namedItem("at");
  if (at instanceof HTMLInputElement) at.value = String(currentTarget.selectionEnd);
}

/** A text with a picture in a paragraph of its own: at the cursor, or at the end. */
function withPicture(text: string, at: string | undefined, { alt, url }: Choosable): string {
  // A form sends lines with CRLF, and the browser counted them without.
  const body = text.replaceAll("\r\n", "\n");
  const place = at ? Math.min(Number(at), body.length) : body.length;
  const picture = `![${alt.replace(/[[\]\\]/g, "\\$&")}](${url})`;
  const parts = [body.slice(0, place).trimEnd(), picture, body.slice(place).trimStart()];
  return parts.filter(Boolean).join("\n\n");
}
