package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AwsService;
import java.util.Arrays;
import java.util.Optional;

/** Which protocol each service speaks, and how a request names the service in it. The SDK's runtime model leaves just this out. */
enum Dialect {

    ECS(AwsService.ECS, Kind.JSON, "AmazonEC2ContainerServiceV20141113"), LOGS(AwsService.LOGS, Kind.JSON, "Logs_20140328"), DISCOVERY(
            AwsService.DISCOVERY, Kind.JSON,
            "Route53AutoNaming_v20170314"), ECR(AwsService.ECR, Kind.JSON, "AmazonEC2ContainerRegistry_V20150921"), TAGGING(
                    AwsService.TAGGING, Kind.JSON, "ResourceGroupsTaggingAPI_20170126"), ELB(AwsService.ELB, Kind.QUERY,
                            "2015-12-01"), STS(AwsService.STS, Kind.QUERY, "2011-06-15");

    /** A family of protocols. */
    enum Kind {
        /** The operation stands in a header behind the service's name, the rest is JSON. */
        JSON,
        /** Everything is a form with the operation and the version of the service's interface, and the answer is XML. */
        QUERY
    }

    private final AwsService service;
    private final Kind kind;
    private final String name;

    Dialect(AwsService service, Kind kind, String name) {
        this.service = service;
        this.kind = kind;
        this.name = name;
    }

    static Optional<Dialect> of(String signingName) {
        return Arrays.stream(values()).filter(dialect -> dialect.service.signingName().equals(signingName)).findFirst();
    }

    AwsService service() { return service; }

    Kind kind() { return kind; }

    /** The prefix of the target header, or the version of the interface. */
    String version() { return name; }

    boolean isMeantBy(WireRequest request) {
        return kind == Kind.JSON ? request.target().startsWith(name + ".") : name.equals(request.form().get("Version"));
    }
}
