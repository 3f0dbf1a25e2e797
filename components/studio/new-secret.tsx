import { CopyButton } from "#components/ui/copy-button";
import { Notice } from "#components/ui/notice";

/** A token that was just made, this once. */
export function NewSecret({ token }: { token: string }) {
  return (
    <Notice
      tone="success"
      title="Copy the token now: it is not shown again."
      actions={<CopyButton text={token} label="Copy token" />}
    >
      <code className="mt-1 block select-all break-all font-mono" data-token>
        {token}
      </code>
    </Notice>
  );
}
