"use client";

import { type ComponentType, type ReactNode, useRef, useState } from "react";
import type { CommentLooks } from "#components/comments/comment-looks";
import type { CommentPanelProps } from "#components/comments/comment-panel";
import { CommentRow } from "#components/comments/comment-row";
import { useConversation } from "#components/comments/conversation";
import { useSession } from "#components/site/session";

export interface CommentItemProps {
  id: string;
  writer: { handle: string; name: string };
  /** It may be answered: the post takes comments, and the thread is not too deep. */
  answerable: boolean;
  looks: CommentLooks;
  avatar: ReactNode;
  head: ReactNode;
  body: ReactNode;
  /** The answers: a <ul>. */
  children: ReactNode;
}

type Open = CommentPanelProps["kind"];

/** What one can do with a comment. Words and answers come from the server; the forms come when they are asked for. */
export function CommentItem({
  id,
  writer,
  answerable,
  looks,
  avatar,
  head,
  body,
  children,
}: CommentItemProps) {
  const { postId, postAuthors, scripted } = useConversation();
  const user = useSession();
  const [open, setOpen] = useState<Open | null>(null);
  const [Panel, setPanel] = useState<ComponentType<CommentPanelProps>>();
  const element = useRef<HTMLDivElement>(null);
  const opener = useRef<Open>("reply");
  const place = `/studio/comments/${postId}/${id}`;
  async function show(what: Open, hash: string) {
    opener.current = what;
    if (!Panel) {
      const loaded = await import("#components/comments/comment-panel").catch(() => null);
      // Without the forms there is still the page that has them.
      if (!loaded) return location.assign(`${place}${hash}`);
      setPanel(() => loaded.CommentPanel);
    }
    setOpen(what);
  }
  function close() {
    setOpen(null);
    const button = element.current?.querySelector<HTMLElement>(`[data-act=${opener.current}]`);
    button?.focus();
  }
  const act = (what: Open, label: string, hash = "") => (
    <Act
      what={what}
      label={label}
      writer={writer.name}
      href={`${place}${hash}`}
      look={looks.act}
      expanded={open === what}
      onPress={scripted ? () => (open === what ? close() : show(what, hash)) : undefined}
    />
  );
  const own = user?.handle === writer.handle;
  const moderates =
    user && (postAuthors.includes(user.handle) || /^(editor|admin)$/.test(user.role));
  return (
    <>
      <CommentRow looks={looks} avatar={avatar}>
        <div ref={element}>
          {head}
          {open === "edit" ? null : body}
          {open !== null && Panel && (
            <Panel
              kind={open}
              id={id}
              postId={postId}
              looks={looks}
              moderates={!!moderates}
              onClose={close}
            />
          )}
          <div className="-ms-2 mt-1 flex flex-wrap items-center text-sm" data-print="hide">
            {answerable && act("reply", "Reply", "#reply")}
            {own && act("edit", "Edit")}
            {own && act("delete", "Delete")}
            {!own && act("report", "Report", "#report")}
            {!own && moderates && act("delete", "Moderate")}
            {user === undefined && <noscript>{act("edit", "Edit")}</noscript>}
          </div>
        </div>
      </CommentRow>
      {children}
    </>
  );
}

interface ActProps {
  what: Open;
  label: string;
  writer: string;
  href: string;
  look: string;
  expanded: boolean;
  /** Undefined while no script runs: then it leads to a page. */
  onPress: (() => void) | undefined;
}

function Act({ what, label, writer, href, look, expanded, onPress }: ActProps) {
  const shared = {
    className: look,
    children: (
      <>
        {label}
        <span className="sr-only"> the comment of {writer}</span>
      </>
    ),
  };
  if (!onPress) return <a href={href} {...shared} />;
  return (
    <button type="button" data-act={what} aria-expanded={expanded} onClick={onPress} {...shared} />
  );
}
