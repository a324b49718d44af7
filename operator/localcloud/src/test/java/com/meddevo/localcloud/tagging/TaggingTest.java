package com.meddevo.localcloud.tagging;

import static com.meddevo.localcloud.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.localcloud.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

class TaggingTest {

    private final Stage stage = Stage.set();

    @Test
    void resources_of_all_services_are_found_by_tag_and_type() {
        stage.account.logs().createLogGroup(request -> request.logGroupName("/ecs/web").tags(Map.of("app", "web")));
        var group = stage.account.elb().createTargetGroup(stage.targetGroup("web").tags(tag -> tag.key("app").value("web")).build())
                .targetGroups().getFirst()
                .targetGroupArn();
        stage.account.elb().createTargetGroup(stage.targetGroup("api").tags(tag -> tag.key("app").value("api")).build());

        assertThat(found(request -> request.tagFilters(filter -> filter.key("app").values("web")))).hasSize(2);
        assertThat(found(request -> request.tagFilters(filter -> filter.key("app")))).hasSize(3);
        assertThat(found(request -> request.resourceTypeFilters("logs:log-group"))).hasSize(1);
        assertThat(found(request -> request.resourceTypeFilters("elasticloadbalancing"))).hasSize(2);
        assertThat(found(request -> request.resourceTypeFilters("elasticloadbalancing:targetgroup")
                .tagFilters(filter -> filter.key("app").values("web"))))
                .containsExactly(group);
        assertThat(found(request -> request.resourceARNList(group))).containsExactly(group);
    }

    @Test
    void there_is_an_empty_token_at_the_end_of_the_pages() {
        IntStream.range(0, 5).forEach(
                number -> stage.account.logs().createLogGroup(request -> request.logGroupName("g" + number).tags(Map.of("a", "b"))));

        var first = stage.account.tagging().getResources(request -> request.resourcesPerPage(4));
        var second = stage.account.tagging().getResources(request -> request.resourcesPerPage(4).paginationToken(first.paginationToken()));

        assertThat(first.resourceTagMappingList()).hasSize(4);
        assertThat(second.resourceTagMappingList()).hasSize(1);
        assertThat(second.paginationToken()).isEmpty();
        assertThat(refused(() -> stage.account.tagging().getResources(request -> request.resourcesPerPage(101))))
                .startsWith("InvalidParameterException");
    }

    @Test
    @Tag("aws-36")
    void it_sees_tags_late_and_what_is_gone_for_a_while() {
        stage.account.consistency().lag(Duration.ofSeconds(5));
        stage.account.logs().createLogGroup(request -> request.logGroupName("a").tags(Map.of("a", "b")));
        assertThat(found(request -> {})).isEmpty();
        stage.advance(Duration.ofSeconds(5));
        stage.account.logs().deleteLogGroup(request -> request.logGroupName("a"));

        assertThat(found(request -> {})).hasSize(1);
        stage.advance(Duration.ofSeconds(5));
        assertThat(found(request -> {})).isEmpty();
    }

    private List<String> found(Consumer<GetResourcesRequest.Builder> request) {
        return stage.account.tagging().getResources(request).resourceTagMappingList().stream().map(ResourceTagMapping::resourceARN)
                .toList();
    }
}
