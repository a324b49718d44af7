/** What all simulated services keep their state with: identifiers, tags, values that readers see late, pages of results. */
package com.meddevo.localcloud.state;
