/**
 * Who owns which field, and server-side apply on top of it. The rules are those of
 * <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">server-side apply</a>: a set of fields per manager, operation,
 * version and subresource; an apply merges, gives up what it no longer says, and conflicts where another manager owns what it would change.
 */
package com.meddevo.localkube.apply;
