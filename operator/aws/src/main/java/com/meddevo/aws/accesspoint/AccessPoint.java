package com.meddevo.aws.accesspoint;

import com.meddevo.fleet.FileArea;
import com.meddevo.plan.ResourceId;
import com.meddevo.plan.ResourceState;

/**
 * An app's way to a folder of the environment's EFS file system. EFS can change none of this, so all of it is in the id.
 *
 * @param id its name is the area's, and a hash of what follows
 * @param path the folder; every task that comes this way sees it as its root
 * @param owner as whom all accesses are made, and whose the folder becomes if it is not there yet
 */
public record AccessPoint(ResourceId id, String fileSystemId, String path, FileArea.Owner owner) implements ResourceState {
}
