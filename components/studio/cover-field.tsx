import type { ReactNode } from "react";
import { CoverImage } from "#components/posts/cover-image";
import { thumbnailOf } from "#components/studio/picture-card";
import { PictureFields } from "#components/studio/picture-fields";
import { Fieldset } from "#components/ui/fieldset";
import { SubmitButton } from "#components/ui/submit-button";
import type { UploadView } from "#domain/uploads/schema";

/** A picture one can choose. */
export type Choosable = Pick<UploadView, "id" | "url" | "alt" | "width" | "height"> &
  Partial<Pick<UploadView, "variants">>;

export interface CoverFieldProps {
  /** The cover there is and the latest uploads. */
  pictures: readonly Choosable[];
  /** The id of the chosen one; empty for none. */
  chosen: string;
  /** Bytes that a picture may have. */
  largest: number;
  /** What was wrong with the upload, by field. */
  errors: Record<string, string>;
  /** The words that were typed for it. */
  alt: string;
}

/**
 * The pictures of a post, within its form: one is chosen as its cover, and a new one is uploaded, for
 * the cover or for the text, by buttons of the same form, which keeps what was typed.
 */
export function CoverField({ pictures, chosen, largest, errors, alt }: CoverFieldProps) {
  return (
    <>
      <Fieldset legend="Cover">
        <div key={chosen} className="grid grid-cols-3 gap-2">
          <Choice id="" checked={chosen === ""} label="No cover">
            <span className="text-sm text-muted">None</span>
          </Choice>
          {pictures.map((picture, at) => (
            <Choice
              key={picture.id}
              id={picture.id}
              checked={picture.id === chosen}
              label={picture.alt || `Picture ${at + 1}, without a description`}
            >
              <CoverImage cover={thumbnailOf(picture)} decorative className="size-full" />
            </Choice>
          ))}
        </div>
        {errors.cover && <p className="text-sm font-medium text-danger">{errors.cover}</p>}
      </Fieldset>
      <Fieldset legend="New picture">
        <PictureFields largest={largest} errors={errors} alt={alt} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="intent" value="cover" variant="secondary" size="sm" formNoValidate>
            Upload as cover
          </SubmitButton>
          <SubmitButton name="intent" value="picture" variant="secondary" size="sm" formNoValidate>
            Insert into the text
          </SubmitButton>
        </div>
      </Fieldset>
    </>
  );
}

interface ChoiceProps {
  id: string;
  checked: boolean;
  label: string;
  children: ReactNode;
}

function Choice({ id, checked, label, children }: ChoiceProps) {
  return (
    <label className="relative grid aspect-[3/2] cursor-pointer place-items-center overflow-hidden rounded-control border border-control has-checked:border-accent has-checked:ring-2 has-checked:ring-accent has-focus-visible:outline-2">
      <input
        type="radio"
        name="cover"
        value={id}
        defaultChecked={checked}
        className="absolute start-1.5 top-1.5 z-10"
      />
      <span className="sr-only">{label}</span>
      {children}
    </label>
  );
}
