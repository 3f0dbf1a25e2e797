// In the place of "next/cache" where there is no Next: nothing is kept, so nothing is purged.
export const cacheTag = () => undefined;
export const cacheLife = () => undefined;
export const refresh = () => undefined;
export const updateTag = () => undefined;
export const revalidateTag = () => undefined;
