package com.meddevo.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts an environment together by the names of its parts. */
public final class EnvironmentBuilder {
    private final String name;
    private Environment.Account account;
    private List<String> namespaces = List.of();
    private String cluster;
    private Environment.Network network = new Environment.Network("", List.of(), List.of(), false);
    private Map<String, Environment.Listener> listeners = Map.of();
    private Optional<Environment.Discovery> discovery = Optional.empty();
    private String registry = "";
    private Environment.Roles roles = new Environment.Roles(Optional.empty(), Optional.empty());
    private Optional<String> logKmsKeyArn = Optional.empty();
    private Optional<Environment.Dns> dns = Optional.empty();
    private Optional<Environment.Files> files = Optional.empty();
    private Optional<Datadog> datadog = Optional.empty();
    private double apiShare = 0.25;

    EnvironmentBuilder(String name, Environment.Account account) {
        this.name = name;
        this.account = account;
        this.cluster = name;
    }

    EnvironmentBuilder(Environment environment) {
        name = environment.name();
        account = environment.account();
        namespaces = environment.namespaces();
        cluster = environment.cluster();
        network = environment.network();
        listeners = environment.listeners();
        discovery = environment.discovery();
        registry = environment.registry();
        roles = environment.roles();
        logKmsKeyArn = environment.logKmsKeyArn();
        dns = environment.dns();
        files = environment.files();
        datadog = environment.datadog();
        apiShare = environment.apiShare();
    }

    public Environment build() {
        return new Environment(name, account, namespaces, cluster, network, listeners, discovery, registry, roles, logKmsKeyArn, dns, files,
                datadog, apiShare);
    }

    public EnvironmentBuilder account(Environment.Account value) {
        account = value;
        return this;
    }

    public EnvironmentBuilder namespaces(List<String> value) {
        namespaces = value;
        return this;
    }

    public EnvironmentBuilder cluster(String value) {
        cluster = value;
        return this;
    }

    public EnvironmentBuilder network(Environment.Network value) {
        network = value;
        return this;
    }

    public EnvironmentBuilder listeners(Map<String, Environment.Listener> value) {
        listeners = value;
        return this;
    }

    public EnvironmentBuilder discovery(Optional<Environment.Discovery> value) {
        discovery = value;
        return this;
    }

    public EnvironmentBuilder registry(String value) {
        registry = value;
        return this;
    }

    public EnvironmentBuilder roles(Environment.Roles value) {
        roles = value;
        return this;
    }

    public EnvironmentBuilder logKmsKeyArn(Optional<String> value) {
        logKmsKeyArn = value;
        return this;
    }

    public EnvironmentBuilder dns(Optional<Environment.Dns> value) {
        dns = value;
        return this;
    }

    public EnvironmentBuilder files(Optional<Environment.Files> value) {
        files = value;
        return this;
    }

    public EnvironmentBuilder datadog(Optional<Datadog> value) {
        datadog = value;
        return this;
    }

    public EnvironmentBuilder apiShare(double value) {
        apiShare = value;
        return this;
    }
}
