/**
 * The render service: blocks of Markdown with resolved facts in, one HTML page or PDF out.
 *
 * <p>Stateless, and without any access to a network or a file while it renders: what a document shows is what its request said.
 * Only other services call it, by its discovery name; the load balancer has no route to it.
 */
package com.meddevo.render;
