package com.meddevo.aws.targetgroup;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.World;
import com.meddevo.fleet.Environment;
import com.meddevo.localcloud.Simulation;
import com.meddevo.plan.ResourceId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class TargetGroupNameTest {
    private static final Environment ENVIRONMENT = World.environment(Simulation.start().account().foundations("local", 8080));

    @Property(tries = 200)
    void a_name_is_legal_and_tells_two_ids_apart(
            @ForAll @StringLength(min = 1, max = 63) @CharRange(from = 'a', to = 'z') @Chars('-') String app,
            @ForAll @StringLength(min = 1, max = 63) @CharRange(from = 'a', to = 'z') @Chars('-') String other) {
        String name = name(app);

        assertThat(name).hasSizeLessThanOrEqualTo(32).matches("[a-zA-Z0-9-]+").doesNotStartWith("-").doesNotEndWith("-");
        assertThat(name.equals(name(other))).isEqualTo(app.equals(other));
    }

    private static String name(String app) { return TargetGroups.groupName(ENVIRONMENT, new ResourceId(TargetGroups.KIND, app, "http-1")); }
}
