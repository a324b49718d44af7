/** The container images of this machine: the seam between the simulated ECR and the registry that holds what tasks run. */
package com.meddevo.localcloud.registry;
