import { deleteUploadAction } from "#actions/uploads";
import { CoverImage } from "#components/posts/cover-image";
import type { CoverView } from "#components/posts/view";
import { ActionForm } from "#components/studio/action-form";
import { PictureWords, type WordsState } from "#components/studio/picture-words";
import { ConfirmButton } from "#components/ui/confirm-button";
import { CopyButton } from "#components/ui/copy-button";
import type { UploadView } from "#domain/uploads/schema";
import type { ActionState } from "#doors/state";

export interface PictureCardProps {
  picture: UploadView;
  /** The answers to its forms, when they were sent without JavaScript. */
  answers: { words: WordsState; deletion: ActionState<unknown> };
}

/** A picture of one's own: what it is, its words, its address, and the way to be rid of it. */
export function PictureCard({ picture, answers }: PictureCardProps) {
  const { id, url, alt, width, height, bytes, uses, version } = picture;
  const name = alt || "a picture without a description";
  return (
    <li className="grid content-start gap-3 rounded-card border border-line bg-raised p-3 shadow-card">
      <a href={url} className="block">
        <CoverImage
          cover={{ ...thumbnailOf(picture), alt: `Open ${name}` }}
          className="aspect-[3/2] w-full rounded-control"
        />
      </a>
      <p className="text-sm text-muted">
        {width} × {height}, {Math.ceil(bytes / 1024).toLocaleString("en")} KB,{" "}
        {uses === 0 ? "in no post" : uses === 1 ? "in 1 post" : `in ${uses} posts`}
      </p>
      <PictureWords key={version} id={id} version={version} alt={alt} answer={answers.words} />
      <input
        readOnly
        value={url}
        aria-label={`Address of ${name}`}
        className="w-full min-w-0 truncate bg-transparent font-mono text-xs text-faint"
      />
      <div className="flex flex-wrap items-start justify-between gap-2">
        <CopyButton text={url} label="Copy address" />
        <ActionForm action={deleteUploadAction} fields={{ id }} answer={answers.deletion}>
          <ConfirmButton
            label={
              <>
                Delete<span className="sr-only"> {name}</span>
              </>
            }
            question="Delete this picture for good?"
            confirmLabel="Delete picture"
            align="end"
          />
        </ActionForm>
      </div>
    </li>
  );
}

/** The narrowest copy of a picture, or the picture itself. */
export function thumbnailOf({
  variants,
  ...picture
}: CoverView & Partial<Pick<UploadView, "variants">>): CoverView {
  const { alt } = picture;
  const [narrowest = picture] = variants ?? [];
  const { url, width, height } = narrowest;
  return { url, width, height, alt };
}
