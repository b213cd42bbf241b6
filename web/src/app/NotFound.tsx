import { Link } from "@tanstack/react-router";

import { buttonClasses } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <>
      <title>Not found · Patch Ledger</title>
      <Notice
        isPage
        icon="search"
        title="There is nothing at this address"
        action={
          <Link to="/" className={buttonClasses()}>
            To the start page
          </Link>
        }
      />
    </>
  );
}
