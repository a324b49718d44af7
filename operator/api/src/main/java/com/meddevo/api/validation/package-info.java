/**
 * What a Kubernetes API server does with an object of a custom resource, without a cluster: it prunes, fills defaults, checks the schema and
 * then the CEL rules, and words what it finds as the real one does. The rules of a {@code CustomResourceDefinition} itself (structural schema,
 * bounds, the cost of CEL) are checked too, so that what is accepted here is accepted there.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/">Custom resource definitions</a>
 */
package com.meddevo.api.validation;
