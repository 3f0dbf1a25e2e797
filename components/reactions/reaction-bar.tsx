import { Reactions, type ReactionsProps } from "#components/reactions/reactions";
import { Glyph, type GlyphName } from "#components/ui/glyph";
import { type ReactionKind, reactionKinds } from "#domain/reactions/schema";

const looks: Record<ReactionKind, { label: string; glyph: GlyphName }> = {
  like: { label: "Like", glyph: "thumb" },
  love: { label: "Love", glyph: "heart" },
  clap: { label: "Applaud", glyph: "clap" },
  insightful: { label: "Insightful", glyph: "bulb" },
};

/** What readers say to a post without words; names and pictures are made on the server. */
export function ReactionBar(props: Omit<ReactionsProps, "kinds">) {
  const kinds = reactionKinds.map((kind) => {
    const { label, glyph } = looks[kind];
    return { kind, label, glyph: <Glyph name={glyph} size={18} /> };
  });
  return <Reactions {...props} kinds={kinds} />;
}
