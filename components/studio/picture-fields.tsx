import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

export interface PictureFieldsProps {
  /** Whether the form is for nothing else; otherwise a heading above says what the file is. */
  required?: boolean;
  /** What was wrong with the upload, by field. */
  errors: Record<string, string>;
  /** The words that were typed for it. */
  alt: string;
}

/** What a form asks of a new picture. */
export function PictureFields({ required = false, errors, alt }: PictureFieldsProps) {
  return (
    <>
      <Field id="file" label="File" required={required} hideLabel={!required} error={errors.file}>
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
            className="w-full text-sm"
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
