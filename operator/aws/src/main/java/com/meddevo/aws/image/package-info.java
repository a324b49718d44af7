/**
 * Container images: what a registry holds, what an environment needs of it, and the deletion of what nobody needs. What goes is decided in
 * {@link com.meddevo.registry.CleanUp}; nothing here decides.
 *
 * <ul>
 * <li>Batch: DescribeImages 1000 a page and repository; BatchGetImage and BatchDeleteImage 100 images. An environment: tasks by 100, services by 10,
 * service revisions by 20; ListServiceDeployments has no batch, and an active task definition is read once in its life.
 * <li>Limits: BatchGetImage 2,000 a second, of which a tenth is planned with; the others are unpublished, planned with 10.
 * <li>What runs is what DescribeTasks says, not what a task definition names: ECS pins a tag to its digest for each service revision.
 * <li>Deleting by digest takes all tags along, so tags are looked at once more right before; AWS cannot delete on a condition. ECR itself refuses to delete a
 * part of a list that is there (ImageReferencedByManifestList).
 * <li>AWS: <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html">BatchDeleteImage</a>,
 * <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html">ServiceRevision</a>.
 * </ul>
 */
package com.meddevo.aws.image;
