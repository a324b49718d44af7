/**
 * AWS as the engine sees it: one package per kind of resource, and what they share.
 *
 * <p>Start at {@link com.meddevo.aws.AwsEnvironment}: it reads an environment into a {@link com.meddevo.aws.Sweep} and carries plans out.
 * {@link com.meddevo.aws.Kinds} lists the kinds; {@code call} meters every HTTP attempt and tells AWS's errors apart; {@code tags} knows what is ours.
 */
package com.meddevo.aws;
