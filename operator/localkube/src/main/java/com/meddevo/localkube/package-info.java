/**
 * A Kubernetes API on one machine, for our resources: kubectl and Kubernetes clients work on it unchanged. {@link com.meddevo.localkube.LocalKube}
 * is the way in.
 */
package com.meddevo.localkube;
