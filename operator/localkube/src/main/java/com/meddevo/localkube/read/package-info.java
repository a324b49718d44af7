/** Finding objects: selectors, pages, and lists as of a moment. */
package com.meddevo.localkube.read;
