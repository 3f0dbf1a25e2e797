import { Shelf, Specimen, States } from "#components/design/specimen";
import { Button, ButtonLink, type ButtonSize, type ButtonVariant } from "#components/ui/button";
import { ConfirmButton } from "#components/ui/confirm-button";
import { CopyButton } from "#components/ui/copy-button";
import { Field } from "#components/ui/field";
import { Fieldset } from "#components/ui/fieldset";
import { Checkbox, Input, Select } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";

const variants: ButtonVariant[] = ["primary", "secondary", "quiet", "danger"];
const sizes: ButtonSize[] = ["sm", "md", "lg"];
const options = [
  { value: "author", label: "Author" },
  { value: "editor", label: "Editor" },
];

/** What one presses and fills in. */
export function Controls() {
  return (
    <Shelf title="Controls">
      <Specimen
        title="Button"
        use="One primary action a view; quiet for what is seldom wanted; danger for what cannot be undone."
      >
        <div className="grid gap-3">
          {sizes.map((size) => (
            <States key={size}>
              {variants.map((variant) => (
                <Button key={variant} variant={variant} size={size}>
                  {variant}
                </Button>
              ))}
            </States>
          ))}
          <States>
            {variants.map((variant) => (
              <Button key={variant} variant={variant} pending>
                Saving
              </Button>
            ))}
          </States>
          <States>
            {variants.map((variant) => (
              <Button key={variant} variant={variant} disabled>
                Disabled
              </Button>
            ))}
          </States>
        </div>
      </Specimen>
      <Specimen
        title="Buttons that go, send, ask and copy"
        use="A link that looks like a button; a form’s own; one that asks first, without a script; one that copies."
      >
        <form action="/design">
          <States>
            <ButtonLink href="/">Front page</ButtonLink>
            <SubmitButton pendingLabel="Sending">Send</SubmitButton>
            <ConfirmButton
              label="Delete"
              question="Delete this post for good?"
              confirmLabel="Delete post"
            />
            <CopyButton text="duet_example" label="Copy token" />
          </States>
        </form>
      </Specimen>
      <Specimen
        title="Field"
        use="Label, control, hint and error as one; what is not required says so."
      >
        <div className="grid gap-5">
          <Field id="sample-title" label="Title" required hint="As readers see it.">
            {(control) => <Input {...control} defaultValue="One operation, two doors" />}
          </Field>
          <Field id="sample-slug" label="Address" error="Another post has this address.">
            {(control) => <Input {...control} defaultValue="welcome" />}
          </Field>
          <Field id="sample-off" label="Handle" hint="It cannot be changed.">
            {(control) => <Input {...control} disabled defaultValue="ines" />}
          </Field>
          <Field id="sample-role" label="Role">
            {(control) => <Select {...control} options={options} />}
          </Field>
          <Field id="sample-text" label="Text">
            {(control) => <Textarea {...control} defaultValue="It grows with its *text*." mono />}
          </Field>
          <Field id="sample-query" label="Words to search for" hideLabel>
            {(control) => <Input {...control} placeholder="Without a label to see" />}
          </Field>
        </div>
      </Specimen>
      <Specimen title="Checkbox" use="The box and its words are one target.">
        <Fieldset legend="What may it do?" hint="Fewer is safer.">
          <Checkbox name="sample-read" label="Read drafts" defaultChecked />
          <Checkbox name="sample-write" label="Write posts" hint="And publish them." />
          <Checkbox name="sample-never" label="Delete the blog" disabled />
        </Fieldset>
      </Specimen>
    </Shelf>
  );
}
