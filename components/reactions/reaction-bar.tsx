import { Reactions, type ReactionsProps } from "#components/reactions/reactions";
import { Glyph, type GlyphName } from "#components/ui/glyph";
import { type ReactionKind, reactionKinds } from "#domain/reactions/schema";

const looks: Record<ReactionKind, { label: string; glyph: GlyphName }> = {
  like: { label: "Like", glyph: "thumb" },
  love: { label: "Love", glyph: "heart" },
  clap: { label: "Applaud", glyph: "clap" },
  insightful: { label: "Insightful", glyph: "bulb" },
};

const look =
  "inline-flex min-h-10 items-center gap-2 rounded-full border border-line-strong bg-raised px-3.5 text-sm font-medium tabular-nums text-muted transition-colors hover:bg-sunken hover:text-ink aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent";

/** What readers say to a post without words; names and pictures are made on the server. */
export function ReactionBar(props: Omit<ReactionsProps, "kinds" | "look">) {
  const kinds = reactionKinds.map((kind) => {
    const { label, glyph } = looks[kind];
    return { kind, label, glyph: <Glyph name={glyph} size={18} /> };
  });
  return <Reactions {...props} kinds={kinds} look={look} />;
}
