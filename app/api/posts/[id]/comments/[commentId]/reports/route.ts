import { dismissReports, listReports, reportComment } from "#domain/moderation/operations";
import { route } from "#doors/route";

export const POST = route(reportComment);
export const GET = route(listReports);
export const DELETE = route(dismissReports);
