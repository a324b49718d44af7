package com.meddevo.controller.reconcile;

import com.meddevo.controller.status.StatusEvents;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes Kubernetes Events, beside the reconcile: an event that cannot be written is no reason to do anything again. */
public final class EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final String COMPONENT = "meddevo-operator";

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Executor executor;

    public EventRecorder(KubernetesClient client, InstantSource clock, Executor executor) {
        this.client = client;
        this.clock = clock;
        this.executor = executor;
    }

    void record(HasMetadata about, List<StatusEvents.Note> notes) { if (!notes.isEmpty()) executor.execute(() -> write(about, notes)); }

    private void write(HasMetadata about, List<StatusEvents.Note> notes) {
        String namespace = about.getMetadata().getNamespace() == null ? "default" : about.getMetadata().getNamespace();
        try {
            if (isTerminating(about, namespace)) return;
            notes.forEach(note -> create(about, namespace, note));
        } catch (KubernetesClientException e) {
            LOG.atInfo().addKeyValue("resource", about.getFullResourceName() + "/" + about.getMetadata().getName())
                    .addKeyValue("cause", e.getMessage()).log("event not written");
        }
    }

    /** A namespace that goes takes no new objects; its resources are marked for deletion with it. */
    private boolean isTerminating(HasMetadata about, String namespace) {
        if (!about.isMarkedForDeletion()) return false;
        var found = client.namespaces().withName(namespace).get();
        return found == null || found.isMarkedForDeletion();
    }

    private void create(HasMetadata about, String namespace, StatusEvents.Note note) {
        String now = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
        client.v1().events().inNamespace(namespace).resource(new EventBuilder()
                .withNewMetadata().withGenerateName(about.getMetadata().getName() + ".").withNamespace(namespace).endMetadata()
                .withNewInvolvedObject().withApiVersion(about.getApiVersion()).withKind(about.getKind())
                .withName(about.getMetadata().getName()).withNamespace(about.getMetadata().getNamespace())
                .withUid(about.getMetadata().getUid()).endInvolvedObject()
                .withType(note.warning() ? "Warning" : "Normal").withReason(note.reason()).withMessage(note.note())
                .withNewSource().withComponent(COMPONENT).endSource().withReportingComponent(COMPONENT)
                .withFirstTimestamp(now).withLastTimestamp(now).withCount(1).build()).create();
    }
}
