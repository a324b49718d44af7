package com.meddevo.aws.taskdefinition;

import com.meddevo.aws.taskdefinition.TaskDefinition.Company;
import com.meddevo.aws.taskdefinition.TaskDefinition.Forwarding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** What AWS returns of how a container lives with others, in the form in which it is compared. */
final class CompanyReader {
    private CompanyReader() {}

    static Company of(ContainerDefinition aws) {
        return new Company(
                aws.dependsOn().stream()
                        .collect(Collectors.toMap(ContainerDependency::containerName, ContainerDependency::conditionAsString)),
                labels(aws), aws.portMappings().stream().filter(CompanyReader::isUdp).map(PortMapping::containerPort).toList(), router(aws),
                forwarding(aws));
    }

    static boolean isUdp(PortMapping port) { return port.protocol() == TransportProtocol.UDP; }

    /** All but those that belong to a secret which we know. */
    private static Map<String, String> labels(ContainerDefinition aws) {
        var labels = new HashMap<>(aws.dockerLabels());
        Normal.secrets(aws).keySet().forEach(name -> labels.remove(SecretReference.label(name)));
        forwarding(aws).ifPresent(forwarding -> forwarding.secrets().keySet().forEach(name -> labels.remove(SecretReference.label(name))));
        return labels;
    }

    private static Map<String, String> router(ContainerDefinition aws) {
        var router = aws.firelensConfiguration();
        if (router == null || router.typeAsString() == null) return Map.of();
        var options = new TreeMap<>(router.options());
        options.put(ContainerRequest.ROUTER_TYPE, router.typeAsString());
        return options;
    }

    /** A log router is root unless somebody says otherwise, and AWS fills that in. */
    static boolean runsAsFireLensDoes(ContainerDefinition aws) {
        return !router(aws).isEmpty() && "0".equals(aws.user());
    }

    /** Empty also where it names a secret as we would not; that one stands in what is beyond. */
    static Optional<Forwarding> forwarding(ContainerDefinition aws) {
        var log = aws.logConfiguration();
        if (log == null || log.logDriver() != LogDriver.AWSFIRELENS) return Optional.empty();
        var secrets = new TreeMap<String, TaskDefinition.Secret>();
        log.secretOptions().forEach(
                secret -> SecretReference.of(secret, aws.dockerLabels()).ifPresent(known -> secrets.put(secret.name(), known)));
        return secrets.size() == log.secretOptions().size() ? Optional.of(new Forwarding(log.options(), secrets)) : Optional.empty();
    }
}
