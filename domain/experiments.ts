/**
 * The experiments of the lab, in the order in which one reads them. One stands here when its page
 * exists: what is not built is not promised.
 */
export interface Experiment {
  /** Its address is /lab/<name>. */
  name: string;
  title: string;
  /** What one sees in it: one sentence. */
  about: string;
  /** The ids of the claims (domain/claims.ts) that it shows. */
  claims: readonly number[];
}

export const experiments: readonly Experiment[] = [];
