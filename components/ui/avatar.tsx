import clsx from "clsx";

export type AvatarSize = "sm" | "md" | "lg" | "xl";

const sizes: Record<AvatarSize, { edge: number; className: string }> = {
  sm: { edge: 24, className: "size-6 text-[0.625rem]" },
  md: { edge: 32, className: "size-8 text-xs" },
  lg: { edge: 48, className: "size-12 text-base" },
  xl: { edge: 80, className: "size-20 text-heading" },
};

export interface AvatarProps {
  name: string;
  image: string | null;
  size?: AvatarSize;
  className?: string;
}

/** A person's picture, or their initials on a color that is always theirs. Decorative: the name stands beside it. */
export function Avatar({ name, image, size = "md", className }: AvatarProps) {
  const { edge, className: sized } = sizes[size];
  const shape = clsx("shrink-0 rounded-full", sized, className);
  if (image) {
    return (
      // biome-ignore lint/performance/noImgElement: avatars come from any provider, already small; next/image would need every host listed
      <img
        src={image}
        alt=""
        width={edge}
        height={edge}
        loading="lazy"
        decoding="async"
        referrerPolicy="no-referrer"
        className={clsx(shape, "bg-sunken object-cover")}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      data-hue={hueOf(name)}
      className={clsx(shape, "inline-flex select-none items-center justify-center font-semibold")}
    >
      {initialsOf(name)}
    </span>
  );
}

/** One of the eight hues in globals.css: an attribute rather than a style, which a policy may forbid. */
function hueOf(name: string): number {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return (hash >> 3) % 8;
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = Array.from(words[0] ?? "")[0] ?? "?";
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? "")[0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}
