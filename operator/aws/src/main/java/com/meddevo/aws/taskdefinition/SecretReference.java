package com.meddevo.aws.taskdefinition;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Secret;

/**
 * How a container definition names a version of a secret. Of Secrets Manager {@code valueFrom} is {@code <ARN>:<key>:<stage>:<version id>}; we write key and
 * version id. Of a parameter it is the ARN alone, since ECS takes no version there, so the version stands in a Docker label, and a newer one is another
 * revision.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html">Secret</a>
 */
final class SecretReference {
    private static final String LABEL = "com.meddevo.parameter-version.";
    private static final Pattern PINNED = Pattern.compile("(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+):([^:]*)::([^:]+)");
    private static final Pattern PARAMETER = Pattern.compile("arn:[^:]+:ssm:[^:]*:[^:]*:parameter/.+");

    private SecretReference() {}

    static Secret toAws(String name, TaskDefinition.Secret secret) {
        return Secret.builder().name(name).valueFrom(isParameter(secret.arn())
                ? secret.arn()
                : secret.arn() + ":" + secret.key().orElse("") + "::" + secret.version()).build();
    }

    /** The label that goes with it; empty for what is pinned by its name. */
    static Optional<Map.Entry<String, String>> label(String name, TaskDefinition.Secret secret) {
        return isParameter(secret.arn()) ? Optional.of(Map.entry(label(name), secret.version())) : Optional.empty();
    }

    /** The label's key. */
    static String label(String name) { return LABEL + name; }

    /** Empty for a reference that we would not have written. */
    static Optional<TaskDefinition.Secret> of(Secret aws, Map<String, String> labels) {
        var pinned = PINNED.matcher(aws.valueFrom());
        if (pinned.matches())
            return Optional.of(new TaskDefinition.Secret(pinned.group(1),
                    Optional.of(pinned.group(2)).filter(key -> !key.isEmpty()), pinned.group(3)));
        return isParameter(aws.valueFrom())
                ? Optional.ofNullable(labels.get(label(aws.name())))
                        .map(version -> new TaskDefinition.Secret(aws.valueFrom(), Optional.empty(), version))
                : Optional.empty();
    }

    private static boolean isParameter(String arn) { return PARAMETER.matcher(arn).matches(); }
}
