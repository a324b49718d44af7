package com.meddevo.change.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One change of one resource, whoever plans it.
 *
 * @param source {@code terraform} or {@code meddevo}
 * @param unit the folder below infra/live, or {@code apps/} and the app's name
 * @param address as the plan writes it: {@code aws_efs_file_system.this}, {@code service/techdoc/main}
 * @param type the resource type or kind
 * @param before what it is now; missing for a create
 * @param after what it will be; missing for a delete, and without what is known only after the apply
 * @param changed of an update or a replacement, the names of the top-level attributes that differ, sorted
 * @param unknown the names of those that are known only after the apply, sorted
 * @param effects what the change of fields does to running tasks, for what the operator plans
 */
public record ResourceChange(String source, String unit, String address, String type, Action action, JsonNode before, JsonNode after,
        List<String> changed, List<String> unknown, List<String> effects) {

    /** The unit's own folder, which is also the name of its module and of its pair of roles. */
    public String stack() {
        return unit.substring(unit.lastIndexOf('/') + 1);
    }
}
