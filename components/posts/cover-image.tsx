import clsx from "clsx";
import type { CoverView } from "#components/posts/view";

export interface CoverImageProps {
  cover: CoverView;
  /** The picture the reader sees first: fetched at once; all others when they come near. */
  priority?: boolean;
  /** Beside a title that says the same, a picture is decoration. */
  decorative?: boolean;
  className?: string;
}

/** A post's picture. */
export function CoverImage({
  cover,
  priority = false,
  decorative = false,
  className,
}: CoverImageProps) {
  return (
    // biome-ignore lint/performance/noImgElement: next/image is a Client Component; uploads are already re-encoded, and the picture stays free of script
    <img
      src={cover.url}
      alt={decorative ? "" : cover.alt}
      width={cover.width}
      height={cover.height}
      loading={priority ? "eager" : "lazy"}
      fetchPriority={priority ? "high" : undefined}
      decoding={priority ? "sync" : "async"}
      className={clsx("bg-sunken object-cover", className)}
    />
  );
}
