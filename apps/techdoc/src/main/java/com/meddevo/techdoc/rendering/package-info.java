/** Documents as HTML and PDF: facts are resolved here, pages are made by the render service, which is found by its discovery name. */
package com.meddevo.techdoc.rendering;
