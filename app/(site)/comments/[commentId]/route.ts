import { leadToComment } from "#doors/comment-place";

export const GET = leadToComment;
