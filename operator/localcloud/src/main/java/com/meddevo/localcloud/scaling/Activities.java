package com.meddevo.localcloud.scaling;

import com.meddevo.localcloud.state.Site;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** What was scaled and why, the newest first; AWS keeps it for six weeks, and here the last {@value #KEPT} are kept. */
final class Activities {

    static final int KEPT = 1_000;

    private final Site site;
    private final Deque<ScalingActivity> all = new ArrayDeque<>();

    Activities(Site site) { this.site = site; }

    void scaled(String resourceId, int count, String cause) {
        var now = site.timeline().now();
        all.addFirst(ScalingActivity.builder().activityId(site.ids().hexadecimal(8) + "-0000-4000-8000-" + site.ids().hexadecimal(12))
                .serviceNamespace(ServiceNamespace.ECS).resourceId(resourceId).scalableDimension(ScalableTargets.DIMENSION)
                .description("Setting desired count to %d.".formatted(count)).cause(cause).startTime(now).endTime(now)
                .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                .statusMessage("Successfully set desired count to %d. Change successfully fulfilled by ecs.".formatted(count)).build());
        if (all.size() > KEPT) {
            all.removeLast();
        }
    }

    /** @param resourceId the one service that is asked for; {@code null} for all */
    List<ScalingActivity> of(String resourceId) {
        return all.stream().filter(activity -> resourceId == null || activity.resourceId().equals(resourceId)).toList();
    }
}
