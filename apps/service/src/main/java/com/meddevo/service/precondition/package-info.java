/** Optimistic locking over HTTP: entity tags and If-Match (RFC 9110, sections 8.8.3 and 13.1.1; RFC 6585 for 428). */
package com.meddevo.service.precondition;
