/**
 * Elastic Container Registry: repositories with their settings and policies, and what images there are and which of them go. What an image is made of is
 * the {@linkplain com.meddevo.localcloud.registry registry}'s; pushing and pulling layers is not simulated.
 */
package com.meddevo.localcloud.ecr;
