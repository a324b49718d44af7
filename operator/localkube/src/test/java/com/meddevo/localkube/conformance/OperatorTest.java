package com.meddevo.localkube.conformance;

import static com.meddevo.localkube.conformance.Sandbox.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What java-operator-sdk does on the wire when it runs an operator. */
@ExtendWith(Cluster.class)
class OperatorTest {
    private static final PatchContext APPLY = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("operator")
            .withForce(true).build();
    private static final String FINALIZER = "example.com/finalizer";

    private static GenericKubernetesResource fresh(Sandbox sandbox) {
        return new GenericKubernetesResourceBuilder().withApiVersion(sandbox.group() + "/v1").withKind("Widget").withNewMetadata()
                .withName("a")
                .withNamespace(sandbox.namespace()).endMetadata().build();
    }

    @Test
    void a_status_is_applied_with_a_fresh_object(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        GenericKubernetesResource report = fresh(sandbox);
        report.getAdditionalProperties().put("status", Map.of("phase", "Done", "replicas", 2));
        sandbox.widgets().resource(report).subresource("status").patch(APPLY);

        GenericKubernetesResource less = fresh(sandbox);
        less.getAdditionalProperties().put("status", Map.of("phase", "Failed"));
        sandbox.widgets().resource(less).subresource("status").patch(APPLY);

        assertThat(sandbox.get("a").<Object>get("status")).isEqualTo(Map.of("phase", "Failed"));
        assertThat(sandbox.get("a").<Integer>get("spec", "size")).isEqualTo(3);
        assertThat(sandbox.get("a").getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void a_finalizer_is_applied_and_taken_off_by_a_guarded_patch(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        GenericKubernetesResource hold = fresh(sandbox);
        hold.getMetadata().getFinalizers().add(FINALIZER);
        var held = sandbox.widgets().resource(hold).patch(APPLY);
        sandbox.widgets().withName("a").delete();
        var marked = sandbox.get("a");

        var stale = sandbox.wire().patch("application/json-patch+json", sandbox.path("a"), guarded(held));
        var released = sandbox.wire().patch("application/json-patch+json", sandbox.path("a"), guarded(marked));

        assertThat(held.<Integer>get("spec", "size")).isEqualTo(3);
        assertThat(marked.getMetadata().getDeletionTimestamp()).isNotBlank();
        assertThat(stale.status()).isIn(409, 422);
        assertThat(released.status()).isEqualTo(200);
        assertThat(released.at("/metadata/uid")).isEqualTo(held.getMetadata().getUid());
        assertThat(sandbox.get("a")).isNull();
    }

    private static String guarded(GenericKubernetesResource seen) {
        return """
                [{"op": "replace", "path": "/metadata/resourceVersion", "value": "%s"}, {"op": "remove", "path": "/metadata/finalizers/0"}]"""
                .formatted(seen.getMetadata().getResourceVersion());
    }

    @Test
    void one_of_two_candidates_leads_until_it_lets_go(Sandbox sandbox) {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        var first = elector(sandbox, "first", seen).start();
        eventually().until(() -> seen.contains("first leads"));
        var second = elector(sandbox, "second", seen).start();

        first.cancel(true);

        eventually().until(() -> seen.contains("second leads"));
        second.cancel(true);
        eventually().until(() -> seen.contains("second stops"));
        assertThat(seen).containsSubsequence("first leads", "first stops", "second leads", "second stops");
    }

    private static LeaderElector elector(Sandbox sandbox, String name, Queue<String> seen) {
        var callbacks = new LeaderCallbacks(() -> seen.add(name + " leads"), () -> seen.add(name + " stops"), leader -> {});
        return sandbox.client().leaderElector().withConfig(new LeaderElectionConfigBuilder().withName("test").withReleaseOnCancel(true)
                .withLock(new LeaseLock(sandbox.namespace(), "lock", name)).withLeaseDuration(Duration.ofSeconds(5))
                .withRenewDeadline(Duration.ofSeconds(3)).withRetryPeriod(Duration.ofMillis(200)).withLeaderCallbacks(callbacks).build())
                .build();
    }
}
