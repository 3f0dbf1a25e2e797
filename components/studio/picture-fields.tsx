import { useState } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { megabytes } from "#lib/megabytes";

export interface PictureFieldsProps {
  /** Whether the form is for nothing else; otherwise a heading above says what the file is. */
  required?: boolean;
  /** Bytes that a picture may have. */
  largest: number;
  /** What was wrong with the upload, by field. */
  errors: Record<string, string>;
  /** The words that were typed for it. */
  alt: string;
}

/** What a form asks of a new picture. */
export function PictureFields({ required = false, largest, errors, alt }: PictureFieldsProps) {
  const [tooLarge, setTooLarge] = useState<string | null>(null);

  /** Lets go of a file that would be refused: with it the whole form would be, before any code of ours sees it. */
  function weigh(input: HTMLInputElement): void {
    const [file] = input.files ?? [];
    const excess = file !== undefined && file.size > largest;
    if (excess) input.value = "";
    setTooLarge(
      excess
        ? `“${file.name}” has ${megabytes(file.size)}, and a picture may have ${megabytes(largest)}. It was not taken.`
        : null,
    );
  }

  return (
    <>
      <Field
        id="file"
        label="File"
        required={required}
        hideLabel={!required}
        hint={`PNG, JPEG, WebP, GIF or AVIF, ${megabytes(largest)} at most.`}
        error={tooLarge ?? errors.file}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
            className="w-full text-sm"
            onChange={({ currentTarget }) => weigh(currentTarget)}
          />
        )}
      </Field>
      <Field
        id="alt"
        label="Description"
        hint="What it shows, for who cannot see it."
        error={errors.alt}
      >
        {(control) => <Input {...control} name="alt" maxLength={1000} defaultValue={alt} />}
      </Field>
    </>
  );
}
