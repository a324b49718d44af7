/**
 * Cloud Map services: the name under which tasks find an app, {@code <name>.<namespace>}.
 *
 * <ul>
 * <li>Batch: ListServices of the namespace, 100 a page, with everything that is compared. Tags by the tagging service, else ListTagsForResource, one call a
 * service.
 * <li>Limits: unpublished; this module plans 10 reads and 5 changes a second. Instances are registered by ECS and never touched.
 * <li>CreateService has a client token, CreatorRequestId; a name that is taken says ServiceAlreadyExists.
 * <li>UpdateService answers with an operation, whose end is looked at later (GetOperation); a repeated change asks for the operation that is going on
 * instead of starting another.
 * <li>A health check of the instances cannot be added later, so its lack is blocked.
 * <li>Leaving: when no instance is registered any more; ECS takes them away some time after the tasks have stopped, and DeleteService says ResourceInUse
 * until then.
 * <li>AWS: <a href="https://docs.aws.amazon.com/cloud-map/latest/api/API_Service.html">Service</a>.
 * </ul>
 */
package com.meddevo.aws.discovery;
