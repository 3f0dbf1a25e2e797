import { answerDocument } from "#doors/openapi/route";

export const GET = answerDocument;
