/** The three patches that do not need to know who owns what: JSON patch, merge patch and strategic merge patch. */
package com.meddevo.localkube.patch;
