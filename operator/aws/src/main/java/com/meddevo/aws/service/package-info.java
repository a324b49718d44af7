/**
 * ECS services: how many tasks of which revision run, where, and behind what.
 *
 * <ul>
 * <li>Batch: ListServices, 100 a page, tells who is there, also whom we do not know; DescribeServices, 10 a call, tells everything else, tags included. A
 * draining service is not listed, so the fleet's own names are described too.
 * <li>Limits: changes 5 a second (burst 50), reads 20 a second (burst 100).
 * <li>CreateService has a client token of at most 36 characters. The ARN does not tell one service from an earlier one of its name; {@code createdAt} does,
 * and is part of the token.
 * <li>Task definition, network, load balancers and registries start a deployment; so all changes of one plan go in one UpdateService.
 * <li>A change of capacity providers starts none and is refused without one, so it forces one.
 * <li>BLUE_GREEN, CANARY and LINEAR move the weights of the app's rule and let its two target groups take turns. Which group serves is read from the
 * service revision that is complete (DescribeServiceRevisions, 20 a call, each asked once); while a deployment goes on neither groups nor strategy are
 * touched. The SDK in use knows no pause hook and neither the circuit breaker's threshold nor its resetOnHealthyTask, so these are neither set nor seen.
 * <li>INACTIVE and MISSING mean absent, DRAINING means leaving: the name cannot be used until it has gone.
 * <li>A deployment that the circuit breaker gave up is remembered in the tag {@code meddevo:rejected} and not tried again.
 * <li>Leaving: DeleteService with force, which drains; then everything it referred to can go.
 * <li>AWS: <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html">Service</a>,
 * <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html">circuit breaker</a>.
 * </ul>
 */
package com.meddevo.aws.service;
