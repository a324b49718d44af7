package com.meddevo.localcloud.efs;

import com.meddevo.localcloud.call.AwsService;
import com.meddevo.localcloud.call.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.efs.model.AccessPointAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.AccessPointLimitExceededException;
import software.amazon.awssdk.services.efs.model.AccessPointNotFoundException;
import software.amazon.awssdk.services.efs.model.BadRequestException;
import software.amazon.awssdk.services.efs.model.FileSystemAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.IncorrectFileSystemLifeCycleStateException;

/** Every way in which this service refuses a call. */
final class EfsErrors {

    private EfsErrors() {}

    static AwsServiceException fileSystemExists(String id) {
        return Refusal.of(AwsService.EFS, FileSystemAlreadyExistsException.builder().fileSystemId(id),
                "File system '%s' already exists with creation token.".formatted(id));
    }

    static AwsServiceException noFileSystem(String id) {
        return Refusal.of(AwsService.EFS, FileSystemNotFoundException.builder(), "File system '%s' does not exist.".formatted(id));
    }

    static AwsServiceException notAvailable(String id) {
        return Refusal.of(AwsService.EFS, IncorrectFileSystemLifeCycleStateException.builder(),
                "None of the mount targets of the file system '%s' is in a state for this: it is not available.".formatted(id));
    }

    static AwsServiceException accessPointExists(String id) {
        return Refusal.of(AwsService.EFS, AccessPointAlreadyExistsException.builder().accessPointId(id),
                "Access point already exists with this client token: %s".formatted(id));
    }

    static AwsServiceException noAccessPoint(String id) {
        return Refusal.of(AwsService.EFS, AccessPointNotFoundException.builder(), "Access point '%s' does not exist.".formatted(id));
    }

    static AwsServiceException tooMany() {
        return Refusal.of(AwsService.EFS, AccessPointLimitExceededException.builder(),
                "You have reached the maximum number of access points for this file system.");
    }

    static AwsServiceException bad(String message) { return Refusal.of(AwsService.EFS, BadRequestException.builder(), message); }
}
