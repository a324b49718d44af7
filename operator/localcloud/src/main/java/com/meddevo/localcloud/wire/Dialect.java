package com.meddevo.localcloud.wire;

import com.meddevo.localcloud.call.AwsService;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which protocol each service speaks, and how a request names the service in it. The SDK's runtime model leaves just this out.
 */
enum Dialect {

    /** Elastic Container Service. */
    ECS(AwsService.ECS, Kind.JSON, "AmazonEC2ContainerServiceV20141113"),
    /** CloudWatch Logs. */
    LOGS(AwsService.LOGS, Kind.JSON, "Logs_20140328"),
    /** Cloud Map. */
    DISCOVERY(AwsService.DISCOVERY, Kind.JSON, "Route53AutoNaming_v20170314"),
    /** Elastic Container Registry. */
    ECR(AwsService.ECR, Kind.JSON, "AmazonEC2ContainerRegistry_V20150921"),
    /** Resource Groups Tagging API. */
    TAGGING(AwsService.TAGGING, Kind.JSON, "ResourceGroupsTaggingAPI_20170126"),
    /** Secrets Manager. */
    SECRETS(AwsService.SECRETS, Kind.JSON, "secretsmanager"),
    /** Systems Manager. */
    PARAMETERS(AwsService.PARAMETERS, Kind.JSON, "AmazonSSM"),
    /** Application Auto Scaling. */
    SCALING(AwsService.SCALING, Kind.JSON, "AnyScaleFrontendService"),
    /** CloudWatch, as the AWS CLI and boto3 speak to it. */
    CLOUDWATCH_OF_OTHERS(AwsService.CLOUDWATCH, Kind.JSON, "GraniteServiceVersion20100801"),
    /** CloudWatch, as this SDK speaks to it. */
    CLOUDWATCH(AwsService.CLOUDWATCH, Kind.QUERY, "2010-08-01"),
    /** Application load balancers. */
    ELB(AwsService.ELB, Kind.QUERY, "2015-12-01"),
    /** Security Token Service. */
    STS(AwsService.STS, Kind.QUERY, "2011-06-15"),
    /** Elastic Compute Cloud. */
    EC2(AwsService.EC2, Kind.EC2, "2016-11-15"),
    /** Route 53. */
    ROUTE53(AwsService.ROUTE53, Kind.REST_XML, "2013-04-01"),
    /** Elastic File System. */
    EFS(AwsService.EFS, Kind.REST_JSON, "2015-02-01");

    /** A family of protocols. */
    enum Kind {
        /** The operation stands in a header behind the service's name, the rest is JSON. */
        JSON,
        /** Everything is a form with the operation and the version of the service's interface, and the answer is XML. */
        QUERY,
        /** As the query protocol, but with lists, answers and errors of its own. */
        EC2,
        /** The operation is an HTTP method and a path, the rest is XML. */
        REST_XML,
        /** The operation is an HTTP method and a path, the rest is JSON. */
        REST_JSON
    }

    private final AwsService service;
    private final Kind kind;
    private final String name;

    Dialect(AwsService service, Kind kind, String name) {
        this.service = service;
        this.kind = kind;
        this.name = name;
    }

    /** The dialect of a request that is signed for a service. */
    static Optional<Dialect> of(String signingName, WireRequest request) {
        var spoken = Arrays.stream(values()).filter(dialect -> dialect.service.signingName().equals(signingName)).toList();
        return spoken.stream().filter(dialect -> dialect.isMeantBy(request)).findFirst().or(() -> spoken.stream().findFirst());
    }

    /** The dialect of a request that is not signed. */
    static Optional<Dialect> of(WireRequest request) {
        return Arrays.stream(values()).filter(dialect -> dialect.isMeantBy(request)).findFirst();
    }

    AwsService service() { return service; }

    /** How this dialect is read and written. */
    Protocol protocol() {
        return switch (kind) {
            case JSON -> new JsonProtocol();
            case QUERY -> new QueryProtocol(namespace());
            case EC2 -> new Ec2Protocol(namespace());
            case REST_XML -> new RestXmlProtocol(new RestOperations(service), namespace());
            case REST_JSON -> new RestJsonProtocol(new RestOperations(service));
        };
    }

    private boolean isMeantBy(WireRequest request) {
        return switch (kind) {
            case JSON -> request.target().startsWith(name + ".");
            case QUERY, EC2 -> name.equals(request.form().get("Version"));
            case REST_XML, REST_JSON -> request.path().startsWith("/" + name + "/");
        };
    }

    /** The namespace of XML answers. */
    private String namespace() {
        return "%s://%s.amazonaws.com/doc/%s/".formatted(this == STS || this == ROUTE53 ? "https" : "http", service.signingName(), name);
    }
}
