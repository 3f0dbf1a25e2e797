import type { Metadata } from "next";
import { siteSettings } from "#domain/site/queries";
import { cardPicture, siteCard } from "#doors/faces/cards";
import { headOf } from "#lib/head";
import { articleData, breadcrumbs, type Described } from "#lib/structured-data";

/** A page of the documentation, as machines are told of it. */
export interface DocsPage {
  path: string;
  title: string;
  description: string;
  /** The list in which it stands, if that is not the documentation itself. */
  within?: { name: string; path: string };
}

/** The head of a page of the documentation. */
export async function docsHead({ path, title, description }: DocsPage): Promise<Metadata> {
  const site = await siteSettings();
  const picture = cardPicture("", siteCard(site));
  return { title, ...headOf({ path, title, description, site: site.title, picture }) };
}

/** A page of the documentation as schema.org describes it, and the way to it. */
export async function docsData(page: DocsPage): Promise<Described[]> {
  const site = await siteSettings();
  const { path, title, within } = page;
  const steps = [{ name: "API", path: "/docs" }, ...(within ? [within] : [])];
  const way =
    path === "/docs" ? breadcrumbs(...steps) : breadcrumbs(...steps, { name: title, path });
  return [articleData(page, site, cardPicture("", siteCard(site)).url), way];
}
