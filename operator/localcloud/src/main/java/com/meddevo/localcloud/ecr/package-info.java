/**
 * Elastic Container Registry, as far as it answers what images there are. What they are made of is the {@linkplain
 * com.meddevo.localcloud.registry registry}'s.
 */
package com.meddevo.localcloud.ecr;
