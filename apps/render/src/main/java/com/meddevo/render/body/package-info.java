/**
 * From blocks to a sanitised body: tokens resolved, Markdown rendered, HTML cleaned, headings numbered for links.
 *
 * <p>Both outputs, HTML and PDF, start from the same {@link com.meddevo.render.body.Body}, so they cannot say different things.
 */
package com.meddevo.render.body;
