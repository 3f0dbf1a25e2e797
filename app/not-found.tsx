import type { Metadata } from "next";
import { SearchForm } from "#components/search/search-form";
import { ErrorPage } from "#components/site/error-page";
import { SiteFrame } from "#components/site/site-frame";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

export default function NotFound() {
  return (
    <SiteFrame>
      <ErrorPage status={404}>
        <SearchForm />
      </ErrorPage>
    </SiteFrame>
  );
}
