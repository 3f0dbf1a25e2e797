import { Words } from "#components/docs/words";
import { Table } from "#components/ui/table";

export interface FieldTableProps {
  /** What the fields are of, for assistive technology; no two tables of a page have the same. */
  caption: string;
  fields: readonly {
    name: string;
    type: string;
    schemaName?: string;
    required: boolean;
    description: string;
    /** Where a parameter stands. */
    place?: string;
  }[];
  /** Of an answer: what is required there is always there. */
  answer?: boolean;
}

/** Fields with their types; a shared schema leads to its own table. */
export function FieldTable({ caption, fields, answer = false }: FieldTableProps) {
  return (
    <Table
      caption={caption}
      columns={[
        { key: "name", label: "Name" },
        { key: "type", label: "Type" },
        { key: "about", label: "" },
      ]}
      rows={fields.map(({ name, type, schemaName, required, description, place }) => ({
        key: `${place} ${name}`,
        cells: [
          <span key="name" className="whitespace-nowrap">
            <code className="font-mono">{name}</code>
            {place && <span className="ms-2 text-xs text-faint">{place}</span>}
            {required !== answer && (
              <span className="ms-2 text-xs text-faint">{answer ? "not always" : "required"}</span>
            )}
          </span>,
          schemaName ? (
            <a key="type" className="link" href={`/docs/api/schemas#${schemaName}`}>
              {type}
            </a>
          ) : (
            <span key="type" className="text-muted">
              {type}
            </span>
          ),
          <span key="about" className="text-muted">
            <Words text={description} />
          </span>,
        ],
      }))}
    />
  );
}
