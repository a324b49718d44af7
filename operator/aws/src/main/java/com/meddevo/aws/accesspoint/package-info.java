/**
 * EFS access points: one per app and file area. It fixes the folder that tasks see, and as which POSIX user they work there, whoever they are in their
 * container; so a task cannot leave its folder, and files of two apps that share one have the owner that both expect.
 *
 * <ul>
 * <li>Batch: DescribeAccessPoints by file system, 100 a page, with tags; it is not asked while no app uses files.
 * <li>Limits: 10,000 access points a file system, 4 folders deep and 100 characters a path; EFS publishes no request rate, 5 a second is planned with.
 * <li>CreateAccessPoint takes a client token of at most 64 characters and refuses a known one with the id of what it made (AccessPointAlreadyExists).
 * Nothing of an access point can change but its tags. It is mounted when it is {@code available}, after some seconds.
 * <li>The folder is made at the first mount, with owner and permissions of whichever access point is mounted first; of one that exists nothing changes.
 * <li>Leaving: after the task definitions that mount it, those kept for rollbacks included. Files and folders always stay: whoever comes again finds them.
 * <li>The task role needs {@code elasticfilesystem:ClientMount}, and {@code elasticfilesystem:ClientWrite} to write, best with the condition {@code
 * elasticfilesystem:AccessPointArn}; volumes are mounted with TLS and that role alone.
 * <li>Cost: an access point costs nothing; the file system is billed by what lies in it and what is transferred.
 * <li>AWS: <a href="https://docs.aws.amazon.com/efs/latest/ug/API_AccessPointDescription.html">AccessPointDescription</a>,
 * <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html">EFSVolumeConfiguration</a>.
 * </ul>
 */
package com.meddevo.aws.accesspoint;
