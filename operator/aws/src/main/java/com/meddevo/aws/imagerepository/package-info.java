/**
 * ECR repositories: one for each name that apps give, however many apps share it. They belong to a registry and not to an environment.
 *
 * <ul>
 * <li>Batch: DescribeRepositories, 1000 a page. Policy, lifecycle policy and tags have no batch: three calls a repository, so they are read on a slow cycle.
 * <li>Limits: unpublished, planned with 10 calls a second; a policy has at most 10240 characters, tags that may move at most 5 patterns.
 * <li>Leaving: never deleted, and never with force: a repository holds what was released.
 * <li>A repository that a pipeline's first push created, by a creation template, is set up and tagged, not fought. One that carries another registry's tag is
 * left alone. Encryption cannot be changed and is left as it is.
 * <li>No lifecycle policy: it cannot know what runs. One that is there is taken away, and the plan says so.
 * <li>A policy is compared by what it means ({@link com.meddevo.aws.imagerepository.PolicyDocument}); statements that are not ours stay.
 * <li>CreateRepository has no client token, but the name is unique: a second one fails with RepositoryAlreadyExistsException.
 * <li>AWS: <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Repository.html">Repository</a>.
 * </ul>
 */
package com.meddevo.aws.imagerepository;
