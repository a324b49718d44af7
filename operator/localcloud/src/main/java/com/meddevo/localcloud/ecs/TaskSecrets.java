package com.meddevo.localcloud.ecs;

import com.meddevo.localcloud.parameters.SimulatedParameters;
import com.meddevo.localcloud.secrets.SimulatedSecrets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Secret;

/**
 * Looks up what tasks are handed as secrets when they start, which on AWS the Fargate agent does with the execution role.
 *
 * @param manager    Secrets Manager
 * @param parameters Systems Manager's parameters
 */
public record TaskSecrets(SimulatedSecrets manager, SimulatedParameters parameters) {

    private static final String UNAVAILABLE = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval "
            + "failed: unable to retrieve secret from %s: service call has been retried 1 time(s): %s";

    /** The values by the names of the variables. */
    Map<String, String> of(ContainerDefinition container) throws Unavailable {
        var values = new HashMap<String, String>();
        for (Secret secret : container.secrets()) {
            var managed = secret.valueFrom().contains(":secretsmanager:");
            try {
                values.put(secret.name(), managed ? manager.value(secret.valueFrom()) : parameters.value(secret.valueFrom()));
            } catch (AwsServiceException e) {
                throw new Unavailable(UNAVAILABLE.formatted(managed ? "asm" : "ssm", managed
                        ? "failed to fetch secret %s from secrets manager: %s".formatted(secret.valueFrom(), words(e))
                        : "invalid parameters: %s: %s".formatted(secret.valueFrom(), words(e))));
            }
        }
        return values;
    }

    private static String words(AwsServiceException e) {
        return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
    }
}
