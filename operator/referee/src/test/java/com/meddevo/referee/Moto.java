package com.meddevo.referee;

import com.meddevo.aws.AwsClients;
import com.meddevo.fleet.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/**
 * An empty account in the moto that {@code with-moto} started, with what Terraform would have made.
 *
 * @param somebody clients of whoever else works in the account
 */
record Moto(Environment environment, AwsClients somebody) implements AutoCloseable {
    private static final Environment.Account ACCOUNT = new Environment.Account("123456789012", "eu-central-1", Optional.empty(),
            Optional.empty());
    /** Every manifest is another image, whatever stands in it. */
    private static final String MANIFEST = """
            {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json", "config": {"digest": "sha256:%064x"}}""";

    static URI address() { return URI.create(System.getenv("MEDDEVO_MOTO")); }

    static Moto emptied() {
        forget();
        var nobody = Environment.named("moto", ACCOUNT).build();
        var somebody = AwsClients.connect(nobody, Optional.of(address()));
        return new Moto(environment(somebody), somebody);
    }

    /** @throws IllegalStateException if moto does not forget what it had */
    static void forget() {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(address().resolve("/moto-api/reset")).POST(BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new IllegalStateException("moto does not empty its account: " + answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("moto does not answer at " + address(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    AwsClients connect() { return AwsClients.connect(environment, Optional.of(address())); }

    private static Environment environment(AwsClients aws) {
        String vpc = aws.network().describeVpcs().vpcs().getFirst().vpcId();
        var subnets = aws.network().describeSubnets().subnets().stream().map(Subnet::subnetId).sorted().toList();
        String tasks = group(aws, vpc, "tasks");
        String balancers = group(aws, vpc, "load-balancers");
        aws.ecs().createCluster(request -> request.clusterName("moto"));
        aws.ecr().createRepository(request -> request.repositoryName("techdoc"));
        String namespace = namespace(aws, vpc);
        String zone = aws.dns().createHostedZone(request -> request.name("moto.meddevo.internal").callerReference("referee")).hostedZone()
                .id().replace("/hostedzone/", "");
        String files = aws.files().createFileSystem(request -> request.creationToken("referee").encrypted(true)).fileSystemId();
        return Environment.named("moto", ACCOUNT).namespaces(List.of("default")).cluster("moto")
                .network(new Environment.Network(vpc, subnets, List.of(tasks), false))
                .listeners(Map.of("internal", listener(aws, subnets, balancers)))
                .discovery(Optional.of(new Environment.Discovery(namespace, "svc.moto.meddevo.internal")))
                .dns(Optional.of(new Environment.Dns(zone, "moto.meddevo.internal")))
                .files(Optional.of(new Environment.Files(files, Optional.of(group(aws, vpc, "files")))))
                .registry("123456789012.dkr.ecr.eu-central-1.amazonaws.com")
                .roles(new Environment.Roles(Optional.of("arn:aws:iam::123456789012:role/execution"),
                        Optional.of("arn:aws:iam::123456789012:role/task")))
                .build();
    }

    private static String group(AwsClients aws, String vpc, String name) {
        return aws.network().createSecurityGroup(request -> request.groupName(name).vpcId(vpc).description(name)).groupId();
    }

    private static String namespace(AwsClients aws, String vpc) {
        String operation = aws.discovery().createPrivateDnsNamespace(request -> request.name("svc.moto.meddevo.internal").vpc(vpc))
                .operationId();
        return aws.discovery().getOperation(request -> request.operationId(operation)).operation().targetsAsStrings().get("NAMESPACE");
    }

    private static Environment.Listener listener(AwsClients aws, List<String> subnets, String group) {
        var balancer = aws.elb().createLoadBalancer(request -> request.name("internal-apps").subnets(subnets).securityGroups(group)
                .scheme(LoadBalancerSchemeEnum.INTERNAL)).loadBalancers().getFirst();
        String arn = aws.elb().createListener(request -> request.loadBalancerArn(balancer.loadBalancerArn()).port(80)
                .protocol(ProtocolEnum.HTTP).defaultActions(action -> action.type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(response -> response.statusCode("404").contentType("text/plain"))))
                .listeners().getFirst().listenerArn();
        return new Environment.Listener(arn, balancer.loadBalancerArn(), balancer.dnsName(),
                Optional.of(balancer.canonicalHostedZoneId()), Optional.of(group), new Environment.Priorities(1000, 49_000));
    }

    /** Puts an image into the registry. */
    void push(String repository, String tag) {
        somebody.ecr()
                .putImage(request -> request.repositoryName(repository).imageTag(tag).imageManifest(MANIFEST.formatted(tag.hashCode()))
                        .imageManifestMediaType("application/vnd.docker.distribution.manifest.v2+json"));
    }

    @Override
    public void close() { somebody.close(); }
}
