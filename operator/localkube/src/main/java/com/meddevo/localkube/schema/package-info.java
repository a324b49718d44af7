/** What an object of a kind may look like, seen as a validator and as a merge sees it. */
package com.meddevo.localkube.schema;
