import { FieldTable } from "#components/docs/field-table";
import { TryIt } from "#components/docs/try-it";
import { Words } from "#components/docs/words";
import { Badge } from "#components/ui/badge";
import type { Entry } from "#doors/openapi/reference";
import { renderDocs } from "#doors/openapi/rendered";

export interface OperationEntryProps {
  entry: Entry;
}

/** One operation of the reference, whole: readable, and to be copied, without scripts. */
export async function OperationEntry({ entry }: OperationEntryProps) {
  const { id, method, path, summary, description, parameters, body, answers, problems } = entry;
  const { html } = await renderDocs(examplesOf(entry));
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-5 border-t border-line pt-10">
      <header className="grid gap-2">
        <h2 id={id} className="font-serif text-heading font-semibold tracking-[-0.02em]">
          <a href={`#${id}`}>{summary}</a>
        </h2>
        <p className="flex flex-wrap items-center gap-3 font-mono text-sm break-all">
          <Badge tone={method === "GET" ? "success" : "accent"}>{method}</Badge> {path}
        </p>
      </header>
      <p className="measure text-muted">
        <Words text={description} />
      </p>
      <p className="text-sm">
        <strong className="font-semibold">Who: </strong>
        <Words text={entry.access} />
      </p>
      {parameters.length > 0 && (
        <Part title="Parameters">
          <FieldTable caption={`Parameters of ${id}`} fields={parameters} />
        </Part>
      )}
      {body && body.fields.length > 0 && (
        <Part title={body.required ? "Body" : "Body, optional"}>
          <p className="text-sm text-muted">{body.media.join(" or ")}</p>
          <FieldTable caption={`Body of ${id}`} fields={body.fields} />
        </Part>
      )}
      <Part title="Answers">
        <ul className="grid gap-3">
          {answers.map((answer) => (
            <li key={answer.status} className="grid grid-cols-1 gap-2 text-sm">
              <p>
                <strong className="font-semibold tabular-nums">{answer.status}</strong>{" "}
                {answer.schemaName && (
                  <a className="link" href={`/docs/api/schemas#${answer.schemaName}`}>
                    {answer.schemaName}
                  </a>
                )}{" "}
                <span className="text-muted">
                  <Words text={answer.description} />
                  {answer.media.length > 1 && ` As ${answer.media.join(", ")}.`}
                </span>
              </p>
              {answer.fields.length > 0 && (
                <FieldTable
                  caption={`Answer ${answer.status} of ${id}`}
                  fields={answer.fields}
                  answer
                />
              )}
              <p className="text-faint">Headers: {answer.headers.join(", ")}.</p>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Problems">
        <ul className="grid gap-1.5 text-sm">
          {problems.map(({ status, code, when }) => (
            <li key={code}>
              <strong className="font-semibold tabular-nums">{status}</strong>{" "}
              <a className="link font-mono" href={`/docs/errors#${code}`}>
                {code}
              </a>{" "}
              <span className="text-muted">
                <Words text={when} />
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Example">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own sources, through the pipeline that sanitizes */}
        <div className="prose prose-ui" dangerouslySetInnerHTML={{ __html: html }} />
        {(!body || body.example !== undefined) && (
          <TryIt
            id={id}
            method={method}
            path={path}
            parameters={parameters.map(({ name, place, required, example }) => {
              return { name, place, required, example: place === "header" ? undefined : example };
            })}
            body={body?.example}
            media={body?.media[0]}
          />
        )}
      </Part>
    </section>
  );
}

interface PartProps {
  title: string;
  children: React.ReactNode;
}

function Part({ title, children }: PartProps) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </div>
  );
}

/** The request in each language, and what it answers, as Markdown: the first open, the others to be opened. */
function examplesOf({ snippets, answers }: Entry): string {
  const [first, ...others] = snippets.map(({ language, label, code }) => {
    return { label, text: fence(language, code) };
  });
  const answer = answers.find(({ example }) => example !== undefined);
  const folded = [
    ...others,
    ...(answer?.example ? [{ label: "Answer", text: fence("json", answer.example) }] : []),
  ];
  const details = folded.map(({ label, text }) => {
    return `<details><summary>${label}</summary>\n\n${text}\n\n</details>`;
  });
  return [first?.text, ...details].join("\n\n");
}

function fence(language: string, code: string): string {
  return `\`\`\`\`${language}\n${code}\n\`\`\`\``;
}
