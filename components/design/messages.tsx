import { Shelf, Specimen, States } from "#components/design/specimen";
import { Avatar, type AvatarSize } from "#components/ui/avatar";
import { Badge, type BadgeTone, StatusBadge } from "#components/ui/badge";
import { Button, ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { Notice, type NoticeTone } from "#components/ui/notice";
import { Outcome } from "#components/ui/outcome";
import { Pagination } from "#components/ui/pagination";
import { Table } from "#components/ui/table";
import { Tabs } from "#components/ui/tabs";
import { Time } from "#components/ui/time";

const tones: BadgeTone[] = ["neutral", "accent", "success", "warning", "danger"];
const notices: NoticeTone[] = ["info", "success", "warning", "error"];
const avatars: AvatarSize[] = ["sm", "md", "lg", "xl"];
const moment = "2026-05-03T14:05:00.000Z";

/** What is said, listed and led on from. */
export function Messages() {
  return (
    <Shelf title="Messages and lists">
      <Specimen
        title="Notice"
        use="What happened, where it happened; an error is announced at once."
      >
        <div className="grid gap-3">
          {notices.map((tone) => (
            <Notice key={tone} tone={tone} title={`This is ${tone}`}>
              One sentence, and what to do about it.
            </Notice>
          ))}
          <Notice actions={<Button size="sm">Undo</Button>}>Moved to the trash.</Notice>
        </div>
      </Specimen>
      <Specimen title="Outcome" use="What came of a small form on a reader’s page.">
        <div className="grid gap-2">
          <Outcome>Your comment is there.</Outcome>
          <Outcome failed>That did not work. Please try again.</Outcome>
        </div>
      </Specimen>
      <Specimen title="Badge" use="A state in a word; the color only repeats it.">
        <div className="grid gap-3">
          <States>
            {tones.map((tone) => (
              <Badge key={tone} tone={tone}>
                {tone}
              </Badge>
            ))}
          </States>
          <States>
            <StatusBadge status="draft" />
            <StatusBadge status="scheduled" />
            <StatusBadge status="published" />
            <StatusBadge status="trashed" />
          </States>
        </div>
      </Specimen>
      <Specimen
        title="Avatar"
        use="A picture, or initials on a color that is always that person’s."
      >
        <States>
          {avatars.map((size) => (
            <Avatar key={size} name={`Person ${size}`} image={null} size={size} />
          ))}
          {["Ada Lovelace", "Grace Hopper", "Jun Watanabe", "Mara", "Tomás Okafor"].map((name) => (
            <Avatar key={name} name={name} image={null} />
          ))}
        </States>
      </Specimen>
      <Specimen title="Card" use="One matter on its own sheet.">
        <Card
          title="Tokens"
          level={3}
          description="Programs sign in with these."
          actions={<Button size="sm">New token</Button>}
          footer="Last used yesterday."
        >
          A sheet holds anything.
        </Card>
      </Specimen>
      <Specimen title="Empty state" use="Nothing here yet, why, and the next step.">
        <EmptyState
          title="No drafts"
          level={3}
          actions={<ButtonLink href="/design">New post</ButtonLink>}
        >
          What you write is kept here until you publish it.
        </EmptyState>
      </Specimen>
      <Specimen
        title="Tabs, pages, links and times"
        use="Views of one list have addresses; so has each of its pages."
      >
        <div className="grid gap-5">
          <Tabs
            label="Posts"
            tabs={[
              { href: "/design", label: "Drafts", count: 3, current: true },
              { href: "/design?tab=2", label: "Published", count: 42 },
              { href: "/design?tab=3", label: "Trash" },
            ]}
          />
          <Pagination previous="/design" next="/design" status="Page 2 of 7" />
          <Pagination next="/design" />
          <p>
            Words with a{" "}
            <Link href="/design" className="link">
              link
            </Link>{" "}
            among them, <Time value={moment} />, <Time value={moment} format="short" />,{" "}
            <Time value={moment} format="datetime" />.
          </p>
        </div>
      </Specimen>
      <Specimen title="Table" use="Rows that are compared; it scrolls in its own box.">
        <Table
          caption="Posts by month"
          columns={[
            { key: "month", label: "Month" },
            { key: "posts", label: "Posts", align: "end" },
            { key: "actions", label: "Actions", hideLabel: true },
          ]}
          rows={["May", "June"].map((month, at) => ({
            key: month,
            cells: [
              month,
              at + 3,
              <Button key="open" size="sm" variant="quiet">
                Open
              </Button>,
            ],
          }))}
        />
      </Specimen>
    </Shelf>
  );
}
