/** What can go wrong with a request, as the {@code Status} objects that Kubernetes clients understand. */
package com.meddevo.localkube.failure;
