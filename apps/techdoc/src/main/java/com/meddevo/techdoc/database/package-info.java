/** How the service stands to its database: indexes, mapping, readiness, and what its failures look like to a caller. */
package com.meddevo.techdoc.database;
