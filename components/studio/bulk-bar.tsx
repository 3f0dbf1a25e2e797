"use client";

import { useActionState } from "react";
import { bulkPostsAction } from "#actions/bulk";
import { ConfirmButton } from "#components/ui/confirm-button";
import { Form } from "#components/ui/form";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { BulkAction, BulkPostsView } from "#domain/bulk/schema";
import type { ActionState } from "#doors/state";

export interface BulkBarProps {
  /** The form's id: the checkboxes of the table belong to it. */
  id: string;
  /** What can be done to the posts of this list. */
  actions: readonly BulkAction[];
  /** The titles of the posts on the page, by id. */
  titles: Record<string, string>;
  /** The answer to this form, when it was sent without JavaScript. */
  answer: ActionState<BulkPostsView>;
}

const words: Record<BulkAction, { label: string; done: string }> = {
  publish: { label: "Publish", done: "published" },
  unpublish: { label: "Unpublish", done: "made drafts" },
  trash: { label: "Move to trash", done: "moved to the trash" },
  restore: { label: "Restore", done: "restored" },
  delete: { label: "Delete for good", done: "deleted for good" },
};

/** One thing done to all posts that are ticked, and what became of each. */
export function BulkBar({ id, actions, titles, answer }: BulkBarProps) {
  const [state, send] = useActionState(bulkPostsAction, answer);
  return (
    <Form id={id} action={send} answer={state} className="mb-3 grid gap-3">
      {state && !state.ok && (
        <Notice
          tone="error"
          title={state.fields.ids ? "Choose at least one post." : state.message}
        />
      )}
      {state?.ok && <Outcome outcome={state.value} titles={titles} />}
      {Object.keys(titles).length > 0 && (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="sr-only">Do to the selected posts</legend>
          <span aria-hidden="true" className="text-sm text-faint">
            Selected:
          </span>
          {actions.map((action) =>
            action === "delete" ? (
              <ConfirmButton
                key={action}
                name="action"
                value={action}
                label={words.delete.label}
                question="Delete the selected posts for good? Their comments and history go with them. Nothing brings them back."
                confirmLabel="Delete them for good"
              />
            ) : (
              <SubmitButton key={action} name="action" value={action} size="sm" variant="secondary">
                {words[action].label}
              </SubmitButton>
            ),
          )}
        </fieldset>
      )}
    </Form>
  );
}

function Outcome({ outcome, titles }: { outcome: BulkPostsView; titles: BulkBarProps["titles"] }) {
  const failed = outcome.results.filter(({ problem }) => problem !== undefined);
  const count = `${outcome.done} ${outcome.done === 1 ? "post" : "posts"}`;
  return (
    <Notice
      tone={failed.length > 0 ? "warning" : "success"}
      title={`${count} ${words[outcome.action].done}.`}
    >
      {failed.length > 0 && (
        <ul className="list-disc ps-5">
          {failed.map(({ id, problem }) => (
            <li key={id}>
              {titles[id] ?? "A post that is not here any more"}: {problem?.detail}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
