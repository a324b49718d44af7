package com.meddevo.change.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a change comes from.
 *
 * @param commit in full
 * @param branch from which it would be applied
 * @param mergeRequest its number; empty outside merge requests
 * @param pipeline its number, or its address; empty outside a pipeline
 */
public record Origin(String commit, String branch, String mergeRequest, String pipeline) {
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("commit", commit);
        fields.put("branch", branch);
        if (!mergeRequest.isEmpty()) fields.put("mergeRequest", mergeRequest);
        if (!pipeline.isEmpty()) fields.put("pipeline", pipeline);
        return fields;
    }
}
