/**
 * What can happen, who may know of it, and which cache tags each happening touches: the only place
 * where tags are named. Operations emit these; nobody writes a purge beside a write.
 */

/** The part of a post that others depend on. */
export interface PostFacts {
  id: string;
  slug: string;
  /** Addresses it once had, which lead on to it while it is public. */
  formerSlugs: string[];
  title: string;
  status: "draft" | "scheduled" | "published" | "trashed";
  version: number;
  /** When it was published first; null before. */
  publishedAt: Date | null;
  tags: { slug: string }[];
  authors: { handle: string }[];
}

interface CommentFacts {
  id: string;
  parentId: string | null;
  status: string;
  version: number;
}

interface ReactionFacts {
  kind: string;
  /** All counts of the post, after the change. */
  counts: Record<string, number>;
}

interface ReportFacts {
  reason: string;
}

interface TokenFacts {
  id: string;
  name: string;
  scopes: string[];
}

interface UploadFacts {
  id: string;
  mediaType: string;
  bytes: number;
  width: number;
  height: number;
}

interface UserFacts {
  id: string;
  handle: string;
}

/** A post of the lab, on a visitor's throw-away blog. */
interface LabFacts {
  id: string;
  visitorId: string;
  title: string;
  version: number;
}

/**
 * Where a person stands: everywhere, since he published something; or on his own page and in the
 * threads under these posts.
 */
type Shown = "everywhere" | { published: boolean; threads: string[] };

export type DomainEvent =
  | { type: "post.created"; after: PostFacts }
  | { type: "post.updated"; before: PostFacts; after: PostFacts }
  | { type: "post.scheduled"; before: PostFacts; after: PostFacts }
  | { type: "post.published"; before: PostFacts; after: PostFacts }
  | { type: "post.unpublished"; before: PostFacts; after: PostFacts }
  | { type: "post.trashed"; before: PostFacts; after: PostFacts }
  | { type: "post.restored"; before: PostFacts; after: PostFacts }
  | { type: "post.deleted"; before: PostFacts }
  | { type: "post.draftSaved"; draftOf: PostFacts }
  | { type: "post.draftDiscarded"; draftOf: PostFacts }
  | { type: "comment.created"; post: PostFacts; comment: CommentFacts }
  | { type: "comment.updated"; post: PostFacts; comment: CommentFacts }
  | { type: "comment.deleted"; post: PostFacts; comment: CommentFacts }
  | { type: "comment.hidden"; post: PostFacts; comment: CommentFacts }
  | { type: "comment.shown"; post: PostFacts; comment: CommentFacts }
  | { type: "comment.reported"; post: PostFacts; comment: CommentFacts; report: ReportFacts }
  | { type: "comment.reportsDismissed"; post: PostFacts; comment: CommentFacts; report: null }
  | { type: "reaction.changed"; post: PostFacts; reaction: ReactionFacts }
  | { type: "upload.created"; upload: UploadFacts }
  | { type: "upload.updated"; upload: UploadFacts; covered: PostFacts[] }
  | { type: "upload.deleted"; upload: UploadFacts }
  | { type: "token.created"; token: TokenFacts }
  | { type: "token.updated"; token: TokenFacts }
  | { type: "token.rotated"; token: TokenFacts }
  | { type: "token.revoked"; token: TokenFacts }
  | { type: "user.updated"; user: UserFacts; shown: Shown }
  | { type: "sessions.ended"; user: UserFacts }
  | { type: "lab.postCreated"; lab: LabFacts }
  | { type: "lab.postUpdated"; lab: LabFacts };

export type EventType = DomainEvent["type"];

/** An event as the outbox stores it. */
export interface Happening {
  type: EventType;
  subjectType: "post" | "comment" | "upload" | "token" | "user" | "lab";
  subjectId: string;
  visibility: "public" | "owner" | "staff";
  payload: Record<string, unknown>;
  tags: string[];
}

/** The names under which answers are cached. */
export const tag = {
  everything: "duet",
  /** What guests do not see: answers to those who do carry it beside the others. */
  unpublished: "unpublished",
  posts: "posts",
  tags: "tags",
  authors: "authors",
  /** Which posts there are, since when, and under which tags: what neighbors and related posts follow from. */
  lineup: "lineup",
  /** The titles of all posts, by year. */
  archive: "archive",
  post: (id: string) => `post:${id}`,
  slug: (slug: string) => `post:slug:${slug}`,
  tag: (slug: string) => `tag:${slug}`,
  author: (handle: string) => `author:${handle}`,
  comments: (postId: string) => `comments:${postId}`,
  /** One of 256 for all visitors of the lab: Next remembers every tag that ever expired. */
  lab: (visitorId: string) => `lab:${visitorId.slice(0, 2)}`,
  /** One of 4096; no event has it, since an experiment shows what else tells Next of a write. */
  labPanels: (visitorId: string) => `lab-panels:${visitorId.slice(0, 3)}`,
} as const;

/** The outbox row of an event. */
export function happened(event: DomainEvent): Happening {
  if ("token" in event) {
    const { id, name, scopes } = event.token;
    const payload = { id, name, scopes };
    return { ...subject(event.type, "token", id), visibility: "owner", payload, tags: [] };
  }
  if ("upload" in event) {
    const { id, mediaType, bytes, width, height } = event.upload;
    const payload = { id, mediaType, bytes, width, height };
    // Its words stand wherever a post shows it as its cover.
    const covered = "covered" in event ? event.covered.filter(isPublic) : [];
    const tags = [...new Set(covered.flatMap(tagsOf))];
    return { ...subject(event.type, "upload", id), visibility: "owner", payload, tags };
  }
  if ("user" in event) {
    const { id, handle } = event.user;
    const shown = event.type === "user.updated" ? event.shown : null;
    const published = shown === "everywhere" || shown?.published === true;
    return {
      ...subject(event.type, "user", id),
      visibility: published ? "public" : "owner",
      payload: { handle },
      tags: shown ? placesOf(handle, shown) : [],
    };
  }
  if ("lab" in event) {
    const { id, visitorId, title, version } = event.lab;
    const tags = [tag.lab(visitorId)];
    return {
      ...subject(event.type, "lab", id),
      visibility: "owner",
      payload: { title, version },
      tags,
    };
  }
  if ("reaction" in event) {
    const { reaction, post } = event;
    return {
      ...subject(event.type, "post", post.id),
      visibility: isPublic(post) ? "public" : "owner",
      // What was given how often; by whom is nobody's business.
      payload: { slug: post.slug, kind: reaction.kind, counts: reaction.counts },
      // The counts stand wherever the post is listed.
      tags: isPublic(post) ? tagsOf(post) : [tag.unpublished],
    };
  }
  if ("report" in event) {
    const { comment, post, report } = event;
    const payload = { ...pick(comment), ...report, postId: post.id, postSlug: post.slug };
    // Who moderates is to know; no page shows it.
    return {
      ...subject(event.type, "comment", comment.id),
      visibility: "staff",
      payload,
      tags: [],
    };
  }
  if ("comment" in event) {
    const { comment, post } = event;
    return {
      ...subject(event.type, "comment", comment.id),
      visibility: isPublic(post) ? "public" : "owner",
      payload: { ...pick(comment), postId: post.id, postSlug: post.slug },
      // The number of comments stands wherever the post is listed.
      tags: isPublic(post) ? [tag.comments(post.id), ...tagsOf(post)] : [tag.unpublished],
    };
  }
  if ("draftOf" in event) {
    const { id, slug, title, status, version } = event.draftOf;
    const payload = { slug, title, status, version };
    // A working copy is never public, whatever its post is, and stands on no page.
    return { ...subject(event.type, "post", id), visibility: "owner", payload, tags: [] };
  }
  const before = "before" in event ? event.before : undefined;
  const after = "after" in event ? event.after : undefined;
  const facts = (after ?? before) as PostFacts;
  const seen = [before, after].filter((post) => post !== undefined && isPublic(post));
  return {
    ...subject(event.type, "post", facts.id),
    visibility: seen.length > 0 ? "public" : "owner",
    payload: { slug: facts.slug, title: facts.title, status: facts.status, version: facts.version },
    // A change that guests could not see and cannot see now touches no page.
    tags: seen.length > 0 ? touched(before, after) : [tag.unpublished],
  };
}

/** A name stands in lists of every kind, so what everybody knows by it is purged as a whole. */
function placesOf(handle: string, shown: Shown): string[] {
  if (shown === "everywhere") return [tag.everything];
  const profile = shown.published ? [tag.authors, tag.author(handle)] : [];
  return [...profile, ...shown.threads.map(tag.comments), tag.unpublished];
}

function touched(before: PostFacts | undefined, after: PostFacts | undefined): string[] {
  const posts = [before, after].filter((post) => post !== undefined);
  // Whether an old address leads on is cached too: what appears or vanishes changes that answer.
  const former = posts.flatMap((post) => post.formerSlugs.map(tag.slug));
  const lists = [tag.tags, tag.authors, tag.archive];
  // A new title moves nobody: the pages that show it as a neighbor's know this post by its own tag.
  const moved = place(before) !== place(after) ? [tag.lineup] : [];
  return [...new Set([...posts.flatMap(tagsOf), ...former, ...lists, ...moved])];
}

/** Where a post stands among the others; null when guests do not see it. */
function place(post: PostFacts | undefined): string | null {
  if (!post || !isPublic(post)) return null;
  return JSON.stringify([post.publishedAt, post.tags.map(({ slug }) => slug).sort()]);
}

function tagsOf(post: PostFacts): string[] {
  return [
    tag.posts,
    tag.post(post.id),
    tag.slug(post.slug),
    ...post.tags.map(({ slug }) => tag.tag(slug)),
    ...post.authors.map(({ handle }) => tag.author(handle)),
  ];
}

function isPublic(post: PostFacts): boolean {
  return post.status === "published";
}

function subject<S extends Happening["subjectType"]>(type: EventType, subjectType: S, id: string) {
  return { type, subjectType, subjectId: id };
}

function pick({ id, parentId, status, version }: CommentFacts) {
  return { id, parentId, status, version };
}
