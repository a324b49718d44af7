/**
 * Elastic Container Service on Fargate: clusters, task definitions, and services whose deployments roll. After the ECS API reference
 * (version 2014-11-13) and the developer guide's pages on service deployments, the deployment circuit breaker and the service scheduler.
 */
package com.meddevo.localcloud.ecs;
