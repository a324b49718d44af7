package com.meddevo.localkube.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fabric8 client, as a program uses it. */
@ExtendWith(Cluster.class)
class ClientTest {

    @Test
    void it_applies_on_the_server(Sandbox sandbox) {
        var map = new ConfigMapBuilder().withNewMetadata().withName("a").withNamespace(sandbox.namespace()).endMetadata()
                .addToData("x", "1").build();

        var created = sandbox.client().resource(map).serverSideApply();
        map.setData(Map.of("y", "2"));
        var changed = sandbox.client().resource(map).serverSideApply();

        assertThat(created.getData()).isEqualTo(Map.of("x", "1"));
        assertThat(changed.getData()).isEqualTo(Map.of("y", "2"));
        assertThat(changed.getMetadata().getManagedFields()).hasSize(1);
    }

    @Test
    void it_updates_a_status(Sandbox sandbox) {
        var widget = sandbox.create("a", "size: 3");
        widget.getAdditionalProperties().put("status", Map.of("phase", "Done"));

        sandbox.widgets().resource(widget).updateStatus();

        assertThat(sandbox.get("a").<String>get("status", "phase")).isEqualTo("Done");
    }

    @Test
    void it_patches_what_differs(Sandbox sandbox) {
        var widget = sandbox.create("a", "size: 3");
        var wanted = Serialization.clone(widget);
        wanted.getMetadata().setAnnotations(Map.of("note", "n"));

        var patched = sandbox.widgets().resource(widget).patch(wanted);

        assertThat(patched.getMetadata().getAnnotations()).containsEntry("note", "n");
    }

    @Test
    void it_is_told_why_a_change_is_refused(Sandbox sandbox) {
        var stale = sandbox.create("a", "size: 3");
        sandbox.widgets().withName("a").edit(widget -> {
            widget.getMetadata().setLabels(Map.of("x", "z"));
            return widget;
        });

        assertThatThrownBy(() -> sandbox.widgets().resource(stale).lockResourceVersion(stale.getMetadata().getResourceVersion()).update())
                .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(409);
                    assertThat(refusal.getStatus().getReason()).isEqualTo("Conflict");
                });
    }

    @Test
    void it_lists_page_by_page(Sandbox sandbox) {
        List.of("a", "b", "c").forEach(name -> sandbox.create(name, "size: 3"));

        var first = sandbox.widgets().list(new ListOptionsBuilder().withLimit(2L).build());
        var second = sandbox.widgets().list(new ListOptionsBuilder().withLimit(2L).withContinue(first.getMetadata().getContinue()).build());

        assertThat(first.getItems()).hasSize(2);
        assertThat(second.getItems()).extracting(each -> each.getMetadata().getName()).containsExactly("c");
    }

    @Test
    void it_waits_for_a_condition_and_for_an_end(Sandbox sandbox) {
        sandbox.create("a", "size: 3");
        Thread.ofVirtual().start(() -> sandbox.wire().patch(Wire.MERGE, sandbox.path("a"), "{\"spec\": {\"size\": 4}}"));

        var grown = sandbox.widgets().withName("a").waitUntilCondition(widget -> widget.<Integer>get("spec", "size") == 4, 20,
                TimeUnit.SECONDS);
        sandbox.widgets().withName("a").delete();

        assertThat(grown).isNotNull();
        assertThat(sandbox.widgets().withName("a").waitUntilCondition(widget -> widget == null, 20, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void it_keeps_the_microseconds_of_a_lease(Sandbox sandbox) {
        var time = ZonedDateTime.parse("2026-01-02T03:04:05.678901Z");

        var lease = sandbox.client()
                .resource(new LeaseBuilder().withNewMetadata().withName("a").withNamespace(sandbox.namespace()).endMetadata()
                        .withNewSpec().withHolderIdentity("me").withRenewTime(time).withLeaseDurationSeconds(5).endSpec().build())
                .create();

        assertThat(lease.getSpec().getRenewTime()).isEqualTo(time);
    }
}
