package com.meddevo.localkube.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.localkube.schema.Shape;

/**
 * What kubectl applied on the client before, which it notes in an annotation. It may take these fields over without conflict when it begins to
 * apply on the server, as long as nobody changed them since.
 */
final class ClientSideApply {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KUBECTL = "kubectl";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private ClientSideApply() {}

    /** The fields of a live object that a writer may take over. */
    static FieldSet left(ObjectNode live, Writer writer, Shape shape, boolean statusApart) {
        String note = live.at("/metadata/annotations").path(LAST_APPLIED).asText();
        if (!writer.name().equals(KUBECTL) || note.isEmpty()) {
            return FieldSet.NONE;
        }
        try {
            if (!(JSON.readTree(note) instanceof ObjectNode noted)) {
                return FieldSet.NONE;
            }
            ObjectNode applied = Tracked.of(noted, writer.subresource(), statusApart);
            Comparison since = Comparison.of(applied, Tracked.of(live, writer.subresource(), statusApart), shape);
            return Fields.of(applied, shape).minus(since.changed()).minus(since.removed());
        } catch (JsonProcessingException e) {
            return FieldSet.NONE;
        }
    }
}
