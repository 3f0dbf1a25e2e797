"use server";

import { createUpload, deleteUpload, updateUpload } from "#domain/uploads/operations";
import { action } from "#doors/action";

export const createUploadAction = action(createUpload);
export const updateUploadAction = action(updateUpload);
export const deleteUploadAction = action(deleteUpload);
