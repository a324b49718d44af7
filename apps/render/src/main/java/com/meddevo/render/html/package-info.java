/** A document as one HTML page that needs nothing else: no script, no image, no request. */
package com.meddevo.render.html;
