package com.meddevo.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.aws.World.Transport;
import com.meddevo.fleet.AppSpec;
import com.meddevo.fleet.Member;
import com.meddevo.fleet.Upkeep;
import com.meddevo.localcloud.call.Call;
import com.meddevo.localcloud.call.Fault;
import com.meddevo.plan.Outcome;
import com.meddevo.plan.ResourceState;
import com.meddevo.plan.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind promises, in process and over the wire. A kind says what it is called, what changes it, and how somebody else could get in its way. */
abstract class KindContract {
    static final String APP = "techdoc";
    private static final Fault UNANSWERED = new Fault.Unanswered();
    private static final Fault THROTTLED = new Fault.Refused("ThrottlingException", 400, "Rate exceeded");
    private static final Fault FORBIDDEN = new Fault.Refused("AccessDeniedException", 400,
            "User: arn:aws:iam::000000000000:user/x is not authorized to perform: test:Anything on resource: *");
    /** Permissions that AWS asks for within another call: tags on creation, and roles that are handed on. */
    private static final Set<String> IMPLIED = Set.of("iam:PassRole", "application-autoscaling:TagResource", "cloudwatch:PutMetricAlarm",
            "cloudwatch:DescribeAlarms", "cloudwatch:DeleteAlarms", "elasticloadbalancing:AddTags", "cloudwatch:TagResource",
            "logs:TagResource",
            "servicediscovery:TagResource", "ecs:TagResource", "ec2:CreateTags");

    abstract String kind();

    /** Whether a call belongs to what its reading begins with. */
    abstract boolean reads(Call call);

    /** Whether a call creates it. */
    abstract boolean creates(Call call);

    /** Specs that differ from the one before in this kind, each in another way. */
    abstract List<AppSpec> changes(AppSpec app);

    /** Somebody changes the app's resource behind our back. */
    abstract void drift(World world, ResourceState ours, String arn);

    /** Somebody else has a resource of the name that ours would have; empty for a kind whose names nobody can take. */
    abstract Optional<Foreign> foreign(World world);

    /** An app that has one resource of the kind. */
    AppSpec app(World world) { return world.app(APP); }

    /** What the general scenario does not make the driver do. */
    void more(World world, Set<String> actions) {}

    /** @param state what the account says of it, as text */
    record Foreign(Supplier<String> state) {
    }

    @ParameterizedTest
    @EnumSource
    void what_is_created_reads_back_as_it_was_wanted(Transport transport) {
        try (var world = World.over(transport)) {
            world.wants(app(world)).settle();

            assertThat(ours(world)).hasSize(1);
            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_change_of_the_spec_is_made_and_reads_back(Transport transport) {
        try (var world = World.over(transport)) {
            var app = app(world);
            world.wants(app).settle();
            for (AppSpec changed : changes(app)) {
                world.wants(changed);
                assertThat(world.plan().applicable()).as("changes for %s", changed).extracting(change -> change.id().kind())
                        .contains(kind());

                world.settle();

                assertThat(world.plan().blocked()).isEmpty();
                assertThat(world.plan().applicable()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_settled_resource_costs_no_write(Transport transport) {
        try (var world = World.over(transport)) {
            world.wants(app(world)).settle();
            world.account.calls().clear();

            world.apply();

            assertThat(world.account.calls().writes()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_somebody_changed_is_seen_and_healed(Transport transport) {
        try (var world = World.over(transport)) {
            world.wants(app(world)).settle();
            var sweep = world.sweep();
            drift(world, ours(world).getFirst(), sweep.arns().of(ours(world).getFirst().id()));
            assertThat(world.plan(world.slow()).applicable()).extracting(change -> change.id().kind()).contains(kind());

            world.settle();

            assertThat(world.plan(world.slow()).text()).isEqualTo("Nothing to do.\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_create_whose_answer_was_lost_is_found_and_not_doubled(Transport transport) {
        try (var world = World.over(transport)) {
            world.wants(app(world));
            world.account.faults().always(this::creates, UNANSWERED);
            var outcome = outcome(world);
            world.account.faults().clear();
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.retry()).isTrue());
            world.restart();

            world.settle();

            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
            assertThat(existing(world)).isEqualTo(1);
        }
    }

    /** The lists lag behind, so that the operator cannot see what it made: it must come upon it when it makes it again. */
    @Test
    void a_create_whose_answer_was_lost_is_found_even_while_the_lists_lag() {
        try (var world = World.inProcess()) {
            world.wants(app(world));
            var plan = world.plan();
            world.account.faults().always(this::creates, UNANSWERED);
            world.aws().apply(plan, world.fleet());
            world.account.faults().clear();
            world.aws().apply(plan, world.fleet());

            world.settle();

            assertThat(existing(world)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_throttled_read_is_unread_and_nothing_is_planned_from_it(Transport transport) {
        try (var world = World.over(transport)) {
            world.wants(app(world)).settle();
            world.account.faults().always(this::reads, THROTTLED);

            var sweep = world.sweep();

            assertThat(sweep.unread()).anySatisfy(unread -> {
                assertThat(unread.kind()).isEqualTo(kind());
                assertThat(unread.cause()).contains("ThrottlingException");
                assertThat(unread.permission()).isFalse();
            });
            assertThat(world.plan(sweep).applicable()).isEmpty();
            assertThat(world.plan(sweep).notRead()).extracting(missing -> missing.what()).contains(kind());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_forbidden_read_says_which_permission_is_missing(Transport transport) {
        try (var world = World.over(transport)) {
            world.wants(app(world));
            world.account.faults().always(this::reads, FORBIDDEN);

            assertThat(world.sweep().unread()).anySatisfy(unread -> {
                assertThat(unread.kind()).isEqualTo(kind());
                assertThat(unread.cause()).contains("test:Anything").contains("operator's role");
                assertThat(unread.permission()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_somebody_else_owns_is_never_touched(Transport transport) {
        try (var world = World.over(transport)) {
            world.wants(app(world));
            var foreign = foreign(world);
            if (foreign.isEmpty()) return;
            String before = foreign.get().state().get();

            var plan = world.plan();
            var outcome = world.aws().apply(plan, world.fleet()).entrySet().stream()
                    .filter(entry -> entry.getKey().kind().equals(kind())).map(Map.Entry::getValue).findFirst();

            outcome.ifPresentOrElse(refused -> assertThat(refused).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.awsCode()).isEqualTo("NotOurs");
                assertThat(failed.retry()).isFalse();
            }), () -> assertThat(plan.blocked()).filteredOn(blocked -> blocked.id().kind().equals(kind())).first()
                    .satisfies(blocked -> assertThat(blocked.by()).isEqualTo("ownership")));
            assertThat(foreign.get().state().get()).isEqualTo(before);
        }
    }

    /** Nobody else's resource is planned to be replaced: who owns it is told before anything is done, and a spec that says adopt takes it over. */
    @ParameterizedTest
    @EnumSource
    void what_somebody_else_owns_is_taken_over_when_the_spec_says_adopt(Transport transport) {
        try (var world = World.over(transport)) {
            var app = app(world);
            world.wants(app);
            if (foreign(world).isEmpty() || world.plan().blocked().stream().noneMatch(blocked -> blocked.by().equals("ownership"))) return;

            world.wants(app.but().upkeep(new Upkeep(true)).build()).settle();

            assertThat(world.plan().text()).isEqualTo("Nothing to do.\n");
            assertThat(existing(world)).isEqualTo(1);
        }
    }

    @Test
    void the_actions_that_it_declares_are_the_actions_that_it_calls() {
        var called = new TreeSet<String>();
        try (var world = World.inProcess()) {
            var app = app(world);
            world.wants(app).settleRecording(kind(), called);
            for (AppSpec changed : changes(app)) {
                world.wants(changed).settleRecording(kind(), called);
            }
            drift(world, ours(world).getFirst(), world.sweep().arns().of(ours(world).getFirst().id()));
            world.slow();
            world.settleRecording(kind(), called);
            more(world, called);
            world.restart();
            world.recording(called, () -> world.aws().driver(kind()).observe(new Scope(world.fleet(), Optional.empty(), true)));
            world.has(new Member.Leaving(app.key(), Member.Deletion.DELETE));
            world.settleRecording(kind(), called);
        }
        try (var world = World.inProcess()) {
            world.wants(app(world));
            world.account.faults().always(this::creates, UNANSWERED);
            var sweep = world.sweep();
            var plan = world.plan(sweep);
            world.aws().apply(plan, world.fleet());
            world.account.faults().clear();
            world.repeatRecording(kind(), plan, sweep, called);

            var declared = new TreeSet<>(world.aws().driver(kind()).actions());
            declared.removeIf(action -> IMPLIED.contains(action) && !called.contains(action));
            assertThat(called).isEqualTo(declared);
        }
    }

    private Outcome outcome(World world) {
        return world.apply().entrySet().stream().filter(entry -> entry.getKey().kind().equals(kind())).findFirst().orElseThrow().getValue();
    }

    /** The resources of the kind as the account holds them. */
    List<ResourceState> ours(World world) {
        return world.sweep().snapshot().resources().stream().filter(state -> state.id().kind().equals(kind())).toList();
    }

    /** How many resources of the kind the account has, ours or not. */
    abstract int existing(World world);
}
