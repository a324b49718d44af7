package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.fleet.Access.Egress;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Environment;
import com.meddevo.fleet.Member;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Change;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Who may call whom, over several apps. The numbers are those of the edge behaviours and traps that the tests are about. */
class AccessTest {
    private final World world = World.inProcess();
    private final Ec2Client ec2 = world.account.client(Ec2Client.class);

    @Test
    void an_app_that_says_nothing_has_the_environment_s_groups_alone() {
        world.wants(world.app("techdoc")).settle();

        assertThat(ec2.describeSecurityGroups().securityGroups()).extracting(SecurityGroup::groupName)
                .noneMatch(name -> name.startsWith("meddevo-"));
        assertThat(groupsOf("techdoc")).containsExactlyElementsOf(world.environment.network().securityGroupIds());
    }

    @Test
    void a_caller_is_let_in_from_its_own_group_to_the_app_s_port() {
        world.wants(world.app("web"), Specs.from(world.app("techdoc"), "web")).settle();

        assertThat(ingress("techdoc")).filteredOn(rule -> group("web").equals(rule.referencedGroupInfo().groupId())).singleElement()
                .satisfies(rule -> {
                    assertThat(rule.fromPort()).isEqualTo(8080);
                    assertThat(rule.toPort()).isEqualTo(8080);
                    assertThat(rule.tags()).anyMatch(
                            tag -> tag.key().equals("meddevo:id") && tag.value().equals("security-group-rule/web/to-techdoc-8080"));
                });
        assertThat(ingress("techdoc")).hasSize(2); // the load balancer is the other
        assertThat(groupsOf("web")).contains(group("web"));
        assertThat(groupsOf("techdoc")).contains(group("techdoc"));
    }

    @Test
    void apps_may_call_each_other_in_a_circle() {
        world.wants(Specs.from(world.app("web"), "techdoc"), Specs.from(world.app("render"), "web"),
                Specs.from(world.app("techdoc"), "render"))
                .settle();

        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
        assertThat(List.of("web", "render", "techdoc")).allSatisfy(app -> assertThat(ingress(app)).hasSize(2));
    }

    @Test
    void a_caller_that_is_not_there_yet_is_waited_for_and_let_in_when_it_comes() {
        var techdoc = Specs.from(world.app("techdoc"), "web");
        world.wants(techdoc).settle();
        assertThat(world.plan().forApp("techdoc").blocked()).singleElement().satisfies(blocked -> {
            assertThat(blocked.id()).isEqualTo(ResourceId.parse("security-group-rule/techdoc/from-web"));
            assertThat(blocked.because()).contains("names web").contains("no such app");
        });

        world.wants(techdoc, world.app("web")).settle();

        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
        assertThat(ingress("techdoc")).hasSize(2);
    }

    @Test
    void the_group_and_its_rule_come_before_the_service_and_go_after_it() {
        var techdoc = Specs.from(world.app("techdoc"), "techdoc");
        world.wants(techdoc);
        assertThat(kinds(world.plan())).containsSubsequence("security-group", "security-group-rule", "service");
        world.settle();
        world.has(new Member.Leaving(techdoc.key(), Member.Deletion.DELETE));

        assertThat(kinds(world.plan())).containsSubsequence("security-group-rule", "security-group");
        assertThat(kinds(world.plan())).containsSubsequence("service", "security-group");
        world.settle();
        assertThat(ec2.describeSecurityGroups().securityGroups()).extracting(SecurityGroup::groupName)
                .noneMatch(name -> name.startsWith("meddevo-"));
    }

    @Test
    void a_caller_that_leaves_takes_its_rules_along() {
        var techdoc = Specs.from(world.app("techdoc"), "web");
        var web = world.app("web");
        world.wants(techdoc, web).settle();

        world.has(new Member.Wanted(techdoc), new Member.Leaving(web.key(), Member.Deletion.DELETE)).settle();

        assertThat(ingress("techdoc")).hasSize(1);
        assertThat(ec2.describeSecurityGroups().securityGroups()).extracting(SecurityGroup::groupName).doesNotContain("meddevo-local-web");
    }

    @Test
    void what_an_app_let_in_stays_while_its_spec_cannot_be_read() {
        var techdoc = Specs.from(world.app("techdoc"), "web");
        var web = world.app("web");
        world.wants(techdoc, web).settle();

        world.has(new Member.Held(techdoc.key(), "the spec cannot be used"), new Member.Wanted(web));

        assertThat(world.plan().applicable()).isEmpty();
        assertThat(world.plan().kept()).anySatisfy(kept -> {
            assertThat(kept.id()).isEqualTo(ResourceId.parse("security-group-rule/web/to-techdoc-8080"));
            assertThat(kept.because()).contains("techdoc").contains("not followed");
        });
    }

    @Test
    void an_app_that_says_where_it_may_go_can_go_there_and_to_those_that_let_it_in() {
        var web = Specs.egress(world.app("web"), new Egress("10.1.2.3/8", "tcp", Optional.of(443)));
        world.wants(web, Specs.from(world.app("techdoc"), "web")).settle();

        assertThat(rules("web")).filteredOn(SecurityGroupRule::isEgress).hasSize(2)
                .anySatisfy(rule -> assertThat(rule.cidrIpv4()).isEqualTo("10.0.0.0/8"))
                .anySatisfy(rule -> assertThat(rule.referencedGroupInfo()).isNotNull());
        assertThat(rules("techdoc")).filteredOn(SecurityGroupRule::isEgress).singleElement()
                .satisfies(rule -> assertThat(rule.cidrIpv4()).isEqualTo("0.0.0.0/0"));
    }

    /** aws.md 3: both ways of writing a block are one rule, and the rule that AWS gives every group is not asked for twice. */
    @Test
    void one_block_written_in_two_ways_is_one_rule() {
        world.wants(Specs.egress(world.app("web"), new Egress("10.1.2.3/8", "tcp", Optional.of(443)),
                new Egress("10.0.0.0/8", "tcp", Optional.of(443)), new Egress("0.0.0.0/0", "-1", Optional.empty()))).settle();

        assertThat(rules("web")).filteredOn(SecurityGroupRule::isEgress).hasSize(2);
        assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void what_somebody_opened_by_hand_is_seen_and_left_alone() {
        world.wants(Specs.from(world.app("techdoc"))).settle();
        String techdoc = group("techdoc");

        ec2.authorizeSecurityGroupIngress(request -> request.groupId(techdoc).ipPermissions(
                IpPermission.builder().ipProtocol("tcp").fromPort(22).toPort(22).ipRanges(range -> range.cidrIp("0.0.0.0/0")).build()));

        assertThat(world.plan()).matches(Plan::settled);
        assertThat(world.sweep().snapshot().of(com.meddevo.aws.securitygroup.SecurityGroup.class)).singleElement()
                .satisfies(group -> assertThat(group.others()).containsExactly("in from 0.0.0.0/0: tcp 22 to 22"));
    }

    /** Edge behaviours 25 and 34. */
    @Test
    void a_group_that_something_still_has_is_waited_for() {
        var techdoc = Specs.from(world.app("techdoc"));
        world.wants(techdoc).settle();
        world.account.faults().always(call -> call.operation().equals("DeleteSecurityGroup"),
                new Fault.Refused("DependencyViolation", 400, "resource sg-1 has a dependent object"));
        world.has(new Member.Leaving(techdoc.key(), Member.Deletion.DELETE));
        var outcome = untilTried("security-group");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Waiting.class, waiting -> assertThat(waiting.on()).contains("dependent object"));

        world.account.faults().clear();

        world.settle();
        assertThat(ec2.describeSecurityGroups().securityGroups()).extracting(SecurityGroup::groupName)
                .doesNotContain("meddevo-local-techdoc");
    }

    /** Edge behaviour 34. */
    @Test
    void a_new_group_that_ec2_does_not_know_everywhere_yet_is_waited_for() {
        world.account.faults().always(call -> call.operation().equals("AuthorizeSecurityGroupIngress"),
                new Fault.Refused("InvalidGroup.NotFound", 400, "The security group 'sg-1' does not exist"));
        world.wants(Specs.from(world.app("techdoc")));

        assertThat(untilTried("security-group-rule")).isInstanceOf(Outcome.Waiting.class);

        world.account.faults().clear();
        world.settle();
        assertThat(ingress("techdoc")).hasSize(1);
    }

    @Test
    void an_environment_that_brings_five_groups_leaves_no_room_for_another() {
        world.restart(environment -> environment.but().network(new Environment.Network(environment.network().vpcId(),
                environment.network().subnetIds(), List.of("sg-1", "sg-2", "sg-3", "sg-4", "sg-5"), false)).build());
        world.wants(Specs.from(world.app("techdoc")));

        assertThat(world.plan().blocked()).anySatisfy(blocked -> {
            assertThat(blocked.id()).isEqualTo(ResourceId.parse("security-group/techdoc/main"));
            assertThat(blocked.by()).isEqualTo("quota");
            assertThat(blocked.because()).contains("5 security groups").contains("securityGroupIds");
        });
        assertThat(kinds(world.plan())).doesNotContain("service");
    }

    /** One call lists all groups, one their rules, one the rules that are ours. */
    @Test
    void a_sweep_reads_the_access_of_all_apps_in_three_calls() {
        var apps = new AppSpec[]{world.app("web"), Specs.from(world.app("techdoc"), "web"),
                Specs.from(world.app("render"), "web", "techdoc")};
        world.wants(apps).settle();
        world.sweep();
        world.account.calls().clear();

        world.sweep();

        assertThat(world.account.calls().calls()).filteredOn(call -> call.service().equals("ec2")).hasSize(3);
    }

    private Outcome untilTried(String kind) {
        for (int round = 0; round < 60; round++) {
            var tried = world.apply().entrySet().stream().filter(one -> one.getKey().kind().equals(kind)).filter(
                    one -> !(one.getValue() instanceof Outcome.Waiting waiting && waiting.on().contains("drains"))).findFirst();
            if (tried.isPresent()) return tried.get().getValue();
            world.rest();
        }
        throw new AssertionError("never tried:\n" + world.plan().text());
    }

    private static List<String> kinds(Plan plan) { return plan.applicable().stream().map(Change::id).map(ResourceId::kind).toList(); }

    private List<String> groupsOf(String app) {
        return world.account.ecs().describeServices(request -> request.cluster(world.environment.cluster()).services(app)).services()
                .getFirst()
                .networkConfiguration().awsvpcConfiguration().securityGroups();
    }

    private String group(String app) {
        return ec2.describeSecurityGroups(request -> request.groupNames("meddevo-local-" + app)).securityGroups().getFirst().groupId();
    }

    private List<SecurityGroupRule> rules(String app) {
        String group = group(app);
        return ec2.describeSecurityGroupRules(request -> request.filters(filter -> filter.name("group-id").values(group)))
                .securityGroupRules();
    }

    private List<SecurityGroupRule> ingress(String app) { return rules(app).stream().filter(rule -> !rule.isEgress()).toList(); }
}
