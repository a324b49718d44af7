package com.meddevo.aws.image;

import com.meddevo.aws.call.AwsErrors;
import com.meddevo.aws.call.InParallel;
import com.meddevo.aws.call.Lane;
import com.meddevo.aws.call.Spending;
import com.meddevo.registry.Answer;
import com.meddevo.registry.Answer.Need;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Every image that ECS may pull in one account and region, ours or not: what runs in any cluster, what a rollback of any service goes back to, and what any
 * active task definition names. A task definition never changes and is read once. Thread-safe.
 */
public final class NeededImages {
    private static final int PAGE = 100;
    private static final int SERVICES = 10;
    private static final int REVISIONS = 20;
    /** The newest deployments that came to an end well; ECS goes back to the last of them, and a person perhaps to the one before. */
    private static final int ROLLBACKS = 3;
    private static final Pattern DIGEST = Pattern.compile("@(sha256:[0-9a-f]{64})$");
    /** Those that are over and were not successful: nothing goes back to them. */
    private static final Set<ServiceDeploymentStatus> GIVEN_UP = Set.of(ServiceDeploymentStatus.STOPPED,
            ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, ServiceDeploymentStatus.ROLLBACK_FAILED);

    private final EcsClient ecs;
    private final Map<String, List<String>> definitions = new ConcurrentHashMap<>();

    public NeededImages(EcsClient ecs) { this.ecs = ecs; }

    /** The IAM actions that it calls. */
    public static Set<String> actions() {
        return Set.of("ecs:ListClusters", "ecs:ListTasks", "ecs:DescribeTasks", "ecs:ListServices", "ecs:DescribeServices",
                "ecs:ListServiceDeployments", "ecs:DescribeServiceRevisions", "ecs:ListTaskDefinitions", "ecs:DescribeTaskDefinition");
    }

    /** Takes its time, as the steady sweep does. What cannot be read makes the whole answer unread: half of one would look like a smaller need. */
    public Answer answer() {
        try {
            return new Spending(Lane.SWEEP).during(() -> new Answer.Needs(read()));
        } catch (Exception e) {
            return new Answer.Unread(AwsErrors.sentence(e));
        }
    }

    private List<Need> read() {
        var needs = new ArrayList<Need>();
        for (String cluster : ecs.listClustersPaginator(request -> request.maxResults(PAGE)).clusterArns()) {
            // services first: a task that starts meanwhile then is one of a revision that was read
            needs.addAll(ofServices(cluster));
            needs.addAll(ofTasks(cluster));
        }
        var active = ecs.listTaskDefinitionsPaginator(request -> request.status(TaskDefinitionStatus.ACTIVE).maxResults(PAGE))
                .taskDefinitionArns().stream().toList();
        needs.addAll(ofDefinitions(active, arn -> "active task definition " + shortened(arn) + " names it"));
        return needs;
    }

    private List<Need> ofTasks(String cluster) {
        var tasks = ecs.listTasksPaginator(request -> request.cluster(cluster).maxResults(PAGE)).taskArns().stream()
                .gather(Gatherers.windowFixed(PAGE)).toList();
        return InParallel.map(tasks, batch -> ecs.describeTasks(request -> request.cluster(cluster).tasks(batch))).stream()
                .flatMap(answer -> answer.tasks().stream())
                .flatMap(task -> task.containers().stream()
                        .flatMap(container -> Stream.of(container.imageDigest(), digest(container.image())).filter(Objects::nonNull))
                        .map(digest -> new Need(digest, "task " + shortened(task.taskArn()) + " runs it")))
                .toList();
    }

    private List<Need> ofServices(String cluster) {
        var names = ecs.listServicesPaginator(request -> request.cluster(cluster).maxResults(PAGE)).serviceArns().stream()
                .gather(Gatherers.windowFixed(SERVICES)).toList();
        var services = InParallel.map(names, batch -> ecs.describeServices(request -> request.cluster(cluster).services(batch))).stream()
                .flatMap(answer -> answer.services().stream()).toList();
        var revisions = new TreeSet<String>();
        InParallel.map(services, service -> revisions(cluster, service)).forEach(revisions::addAll);
        var needs = new ArrayList<Need>();
        InParallel.map(revisions.stream().gather(Gatherers.windowFixed(REVISIONS)).toList(),
                batch -> ecs.describeServiceRevisions(request -> request.serviceRevisionArns(batch))).forEach(answer -> {
                    requireAll(answer.failures());
                    answer.serviceRevisions().forEach(revision -> needs.addAll(ofRevision(revision)));
                });
        var inUse = services.stream().flatMap(service -> Stream.concat(Stream.of(service.taskDefinition()),
                service.deployments().stream().map(Deployment::taskDefinition))).filter(Objects::nonNull).distinct().toList();
        needs.addAll(ofDefinitions(inUse, arn -> "a service uses task definition " + shortened(arn)));
        return needs;
    }

    private static void requireAll(List<Failure> failures) {
        if (!failures.isEmpty())
            throw new IllegalStateException("service revision " + failures.getFirst().arn() + " could not be read: "
                    + failures.getFirst().reason());
    }

    /** The current revisions, those of deployments under way, and those that a rollback goes back to. */
    private Set<String> revisions(String cluster, Service service) {
        var revisions = new TreeSet<String>();
        service.currentServiceRevisions().forEach(current -> revisions.add(current.arn()));
        var deployments = deployments(cluster, service);
        deployments.stream().filter(one -> one.status() != ServiceDeploymentStatus.SUCCESSFUL && !GIVEN_UP.contains(one.status()))
                .map(ServiceDeploymentBrief::targetServiceRevisionArn).filter(Objects::nonNull).forEach(revisions::add);
        deployments.stream().filter(one -> one.status() == ServiceDeploymentStatus.SUCCESSFUL)
                .sorted(Comparator.comparing(ServiceDeploymentBrief::createdAt).reversed()).limit(ROLLBACKS)
                .map(ServiceDeploymentBrief::targetServiceRevisionArn).filter(Objects::nonNull).forEach(revisions::add);
        return revisions;
    }

    private List<ServiceDeploymentBrief> deployments(String cluster, Service service) {
        var deployments = new ArrayList<ServiceDeploymentBrief>();
        String next = null;
        do {
            String token = next;
            var page = ecs.listServiceDeployments(
                    request -> request.cluster(cluster).service(service.serviceArn()).maxResults(PAGE).nextToken(token));
            deployments.addAll(page.serviceDeployments());
            next = page.nextToken();
        } while (next != null);
        return deployments;
    }

    private List<Need> ofRevision(ServiceRevision revision) {
        String because = "service revision " + shortened(revision.serviceRevisionArn()) + " runs, or is what a rollback goes back to";
        var needs = new ArrayList<Need>();
        revision.containerImages().stream().flatMap(image -> Stream.of(image.imageDigest(), digest(image.image())))
                .filter(Objects::nonNull).forEach(digest -> needs.add(new Need(digest, because)));
        if (revision.taskDefinition() != null) needs.addAll(ofDefinitions(List.of(revision.taskDefinition()), arn -> because));
        return needs;
    }

    private List<Need> ofDefinitions(Collection<String> arns, Function<String, String> because) {
        var unknown = arns.stream().filter(arn -> !definitions.containsKey(arn)).distinct().toList();
        var answers = InParallel.map(unknown, arn -> ecs.describeTaskDefinition(request -> request.taskDefinition(arn)).taskDefinition());
        for (int i = 0; i < unknown.size(); i++) {
            definitions.put(unknown.get(i), answers.get(i).containerDefinitions().stream().map(ContainerDefinition::image)
                    .map(NeededImages::digest).filter(Objects::nonNull).toList());
        }
        return arns.stream().flatMap(arn -> definitions.get(arn).stream().map(digest -> new Need(digest, because.apply(arn)))).toList();
    }

    /** Null for an image that is named by its tag: then a service revision knows its digest. */
    private static String digest(String image) {
        if (image == null) return null;
        var matcher = DIGEST.matcher(image);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String shortened(String arn) { return arn.substring(arn.indexOf('/') + 1); }
}
