/**
 * What is ours. A resource belongs to the operator if, and only if, its tags say so: names are never parsed, and what lacks the tags is never touched.
 *
 * <p>{@link com.meddevo.aws.tags.Ownership} writes and reads the tags; {@link com.meddevo.aws.tags.TagIndex} knows them of everything, by one batched
 * question per sweep.
 */
package com.meddevo.aws.tags;
