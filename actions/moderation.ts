"use server";

import {
  dismissReports,
  hideComment,
  reportComment,
  showComment,
} from "#domain/moderation/operations";
import { action } from "#doors/action";

export const reportCommentAction = action(reportComment);
export const dismissReportsAction = action(dismissReports);
export const hideCommentAction = action(hideComment);
export const showCommentAction = action(showComment);
