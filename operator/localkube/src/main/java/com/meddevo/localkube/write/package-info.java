/** Everything that changes objects: create, update, patch, apply, delete and scale, with the checks each of them passes through. */
package com.meddevo.localkube.write;
